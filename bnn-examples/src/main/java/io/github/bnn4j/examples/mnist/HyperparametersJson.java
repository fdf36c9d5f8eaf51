package io.github.bnn4j.examples.mnist;

import io.github.bnn4j.examples.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Hyperparameters as they stand in a checkpoint. */
final class HyperparametersJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HyperparametersJson() {}

    static JsonNode write(MnistHyperparameters hyper) {
        return JSON.valueToTree(hyper);
    }

    static MnistHyperparameters read(JsonNode json) throws UserError {
        try {
            return JSON.treeToValue(json, MnistHyperparameters.class);
        } catch (JsonProcessingException e) {
            throw new UserError("The checkpoint is not one of this program: " + e.getOriginalMessage(), e);
        }
    }

    /** Such as {@code epochs from 10 to 20}. */
    static List<String> differences(MnistHyperparameters from, MnistHyperparameters to) {
        JsonNode before = write(from);
        JsonNode after = write(to);
        List<String> differences = new ArrayList<>();
        before.fieldNames().forEachRemaining(name -> {
            if (!before.get(name).equals(after.get(name))) {
                differences.add(name + " from " + before.get(name) + " to " + after.get(name));
            }
        });
        return differences;
    }
}
