package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Hyperparameters as they stand in a checkpoint. */
public final class HyperparametersJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private HyperparametersJson() {}

    public static JsonNode write(Hyperparameters hyper) {
        return JSON.valueToTree(hyper);
    }

    public static Hyperparameters read(JsonNode json) throws UserError {
        try {
            return JSON.treeToValue(json, Hyperparameters.class);
        } catch (JsonProcessingException e) {
            throw new UserError("The checkpoint is not one of this program: " + e.getOriginalMessage(), e);
        }
    }

    /** Such as {@code epochs from 10 to 20}. */
    public static List<String> differences(Hyperparameters from, Hyperparameters to) {
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
