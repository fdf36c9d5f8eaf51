package io.github.bnn4j.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.Traces;
import io.github.bnn4j.cli.command.UserError;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** A checkpoint names its quantizers, and is a file like any other. */
class StoredQuantizerTest {

    private static JsonNode stored(String quantizer) {
        JsonNode json = HyperparametersJson.write(Preset.named("quick").hyperparameters());
        ((ObjectNode) json.get("binarization")).put("kernelQuantizer", quantizer);
        return json;
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.UnaskedSign", "com.example.Initialized"})
    void aClassThatWasNotAllowedIsNotLoaded(String name) {
        assertThatThrownBy(() -> HyperparametersJson.read(stored(name)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--allow-class " + name);

        assertThat(Traces.quantizerInitialized).isFalse();
        assertThat(Traces.initialized).isFalse();
    }

    @Test
    void whatIsNoQuantizerIsNotInitializedEvenIfAnOptionNamesIt() {
        assertThatThrownBy(() -> QuantizerNames.forKernels("com.example.Initialized"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(Traces.initialized).isFalse();
    }

    @Test
    void aClassThatWasAllowedIsLoaded() throws UserError {
        Hyperparameters read = HyperparametersJson.read(stored("com.example.OwnSign"), Set.of("com.example.OwnSign"));

        assertThat(read.binarization().ownClasses()).containsExactly("com.example.OwnSign");
    }
}
