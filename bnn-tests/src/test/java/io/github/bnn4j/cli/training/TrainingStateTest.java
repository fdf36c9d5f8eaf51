package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.listener.FlipRatio;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class TrainingStateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void survivesJson() throws IOException {
        TrainingState state = new TrainingState(
                JSON.createObjectNode(),
                "digest",
                "sum",
                List.of(new EpochMetrics(1, .1, 2, 30, 4, 5)),
                List.of(new FlipRatio("layer0", 249, 0, .125)));

        assertThat(JSON.readValue(JSON.writeValueAsString(state), TrainingState.class))
                .isEqualTo(state);
    }

    /** A checkpoint of which a part is missing would go on with other results. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"hyperparameters\": {}, \"history\": [], \"flipRatios\": []}",
                "{\"hyperparameters\": {}, \"data\": \"digest\", \"flipRatios\": []}"
            })
    void whatIsNotWholeIsRefused(String json) {
        assertThatThrownBy(() -> TrainingState.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class);
    }
}
