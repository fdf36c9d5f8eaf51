package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.listener.FlipRatio;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class TrainingStateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void survivesJson() throws IOException {
        TrainingState state = new TrainingState(
                JSON.createObjectNode(),
                List.of(new EpochMetrics(1, .1, 2, 30, 4, 5)),
                List.of(new FlipRatio("layer0", 249, 0, .125)));

        assertThat(JSON.readValue(JSON.writeValueAsString(state), TrainingState.class))
                .isEqualTo(state);
    }

    @Test
    void oneOfAVersionWithoutFlipRatiosCanBeContinued() throws IOException {
        TrainingState state = JSON.readValue("{\"hyperparameters\": {}, \"history\": []}", TrainingState.class);

        assertThat(state.flipRatios()).isEmpty();
    }
}
