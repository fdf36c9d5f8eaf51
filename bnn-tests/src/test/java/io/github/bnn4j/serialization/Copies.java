package io.github.bnn4j.serialization;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.serde.JsonMappers;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Copies are what comes back when an object is written and read in the ways in which DL4J stores it. */
public final class Copies {

    private Copies() {}

    /** Through DL4J's JSON, DL4J's YAML and Java serialization, in this order. */
    public static <T> List<T> of(T original, Class<T> declaredType) {
        return List.of(json(original, declaredType), yaml(original, declaredType), java(original));
    }

    /** A network's configuration has methods for JSON and YAML; it is copied by these, by Java, and by its clone. */
    public static List<MultiLayerConfiguration> of(MultiLayerConfiguration original) {
        return List.of(
                MultiLayerConfiguration.fromJson(original.toJson()),
                MultiLayerConfiguration.fromYaml(original.toYaml()),
                java(original),
                original.clone());
    }

    /** A network goes through DL4J's file, with the state of its updater. */
    public static MultiLayerNetwork saved(MultiLayerNetwork network) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ModelSerializer.writeModel(network, file, true);
            return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static <T> T json(T original, Class<T> declaredType) {
        return through(JsonMappers.getMapper(), original, declaredType);
    }

    public static <T> T yaml(T original, Class<T> declaredType) {
        return through(JsonMappers.getMapperYaml(), original, declaredType);
    }

    @SuppressWarnings("unchecked")
    public static <T> T java(T original) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(original);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(original + " does not survive Java serialization", e);
        }
    }

    private static <T> T through(ObjectMapper mapper, T original, Class<T> declaredType) {
        try {
            return mapper.readValue(mapper.writeValueAsString(original), declaredType);
        } catch (IOException e) {
            throw new AssertionError(original + " does not survive Jackson", e);
        }
    }
}
