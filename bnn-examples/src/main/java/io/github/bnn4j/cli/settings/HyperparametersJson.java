package io.github.bnn4j.cli.settings;

import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.PropertyAccessor;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.json.JsonMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Hyperparameters as they stand in presets and in checkpoints. */
public final class HyperparametersJson {

    /** Enums as options have them; what is not there or not known is an error, as a misspelt preset would be ignored. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.AUTO_DETECT_GETTERS, MapperFeature.AUTO_DETECT_IS_GETTERS)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private HyperparametersJson() {}

    public static JsonNode write(Hyperparameters hyper) {
        return JSON.valueToTree(hyper);
    }

    /**
     * Reads what names no class of the user's own.
     *
     * @throws UserError if it is not what {@link #write} gives
     */
    public static Hyperparameters read(JsonNode json) throws UserError {
        return read(json, Set.of());
    }

    /**
     * @param allowed quantizers of the user's own that it may name
     * @throws UserError if it is not what {@link #write} gives, or names others, which are not loaded
     */
    public static Hyperparameters read(JsonNode json, Set<String> allowed) throws UserError {
        for (String field : List.of("kernelQuantizer", "activationQuantizer")) {
            for (String name : json.findValuesAsText(field)) {
                if (QuantizerNames.isOwnClass(name) && !allowed.contains(name)) {
                    throw new UserError("The checkpoint names a quantizer " + name.replaceAll("\\p{Cntrl}", "?")
                            + " that is none of BNN4J: if it is your own, allow it with --allow-class " + name);
                }
            }
        }
        try {
            return parse(json);
        } catch (IllegalArgumentException e) {
            throw new UserError("The checkpoint is not one of this program: " + e.getMessage(), e);
        }
    }

    /**
     * @throws IllegalArgumentException saying which value is missing, not known, or cannot be
     */
    static Hyperparameters parse(JsonNode json) {
        try {
            return JSON.treeToValue(json, Hyperparameters.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads one of the files beside this class.
     *
     * @param name without {@code .json}
     */
    static ObjectNode resource(String name) {
        try (InputStream in = HyperparametersJson.class.getResourceAsStream(name + ".json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the base with what a change says otherwise.
     *
     * @throws IllegalArgumentException saying which value is not known, or cannot be
     */
    static Hyperparameters changed(Hyperparameters base, JsonNode change) {
        return parse(merged(write(base), change));
    }

    /** Returns the base with what a change says otherwise; neither is modified. */
    static JsonNode merged(JsonNode base, JsonNode change) {
        ObjectNode result = base.deepCopy();
        change.fields().forEachRemaining(field -> {
            JsonNode before = result.get(field.getKey());
            result.set(
                    field.getKey(),
                    before != null && before.isObject() ? merged(before, field.getValue()) : field.getValue());
        });
        return result;
    }

    /** Returns a text such as {@code epochs from 10 to 20}. */
    public static List<String> differences(Hyperparameters from, Hyperparameters to) {
        Map<String, JsonNode> before = values(from);
        Map<String, JsonNode> after = values(to);
        List<String> differences = new ArrayList<>();
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                differences.add(name + " from " + value + " to " + after.get(name));
            }
        });
        return differences;
    }

    /** Returns each by its own name, of which no two groups have the same. */
    static Map<String, JsonNode> values(Hyperparameters hyper) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        write(hyper).forEach(group -> group.fields()
                .forEachRemaining(field -> values.put(field.getKey(), field.getValue())));
        return values;
    }
}
