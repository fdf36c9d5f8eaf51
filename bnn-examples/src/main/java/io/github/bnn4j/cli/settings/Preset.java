package io.github.bnn4j.cli.settings;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Hyperparameters to start from: a JSON file beside this class, over {@code defaults.json}.
 *
 * @param name as options have it
 * @param description what it is for
 * @param hyperparameters complete
 */
public record Preset(String name, String description, Hyperparameters hyperparameters) {

    private static final List<String> NAMES =
            List.of("quick", "paper", "article", "conv", "cifar10", "bireal20", "react20", "quicknet");

    /**
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Preset named(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        if (!NAMES.contains(known)) {
            throw new IllegalArgumentException(
                    "There is no preset '" + name + "': choose one of " + String.join(", ", NAMES));
        }
        ObjectNode changes = HyperparametersJson.resource(known);
        String description = changes.remove("description").asText();
        return new Preset(
                known,
                description,
                HyperparametersJson.parse(
                        HyperparametersJson.merged(HyperparametersJson.resource("defaults"), changes)));
    }

    /** Returns all presets. */
    static List<Preset> all() {
        return NAMES.stream().map(Preset::named).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Offered by {@code --help}. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** Converts the words of options. */
    public static final class Converter implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String name) {
            try {
                return named(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
