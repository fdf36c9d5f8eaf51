package io.github.bnn4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The networks that come with the program are what is said of them. */
class ShippedNetworksTest {

    @Test
    void theyHaveTheTestErrorThatThePageAndTheReadmeTell() throws IOException {
        LabelledImages images = ImageClassificationData.bundledMnistTest();
        String readme = new String(
                ShippedNetworks.class
                        .getResourceAsStream("/io/github/bnn4j/cli/serve/networks/README.md")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        for (ServedNetwork served : ShippedNetworks.read()) {
            int[] classes = new int[images.size()];
            served.network().predict(images.allPixels(), images.size(), classes);
            int wrong = 0;
            for (int i = 0; i < classes.length; i++) {
                wrong += classes[i] == images.label(i) ? 0 : 1;
            }
            String error = String.format(Locale.ROOT, "%.2f %%", 100.0 * wrong / images.size());

            assertThat(served.origin()).endsWith("test error " + error + ".");
            assertThat(readme).contains("`" + served.name() + ".bnn`").contains(error);
        }
    }
}
