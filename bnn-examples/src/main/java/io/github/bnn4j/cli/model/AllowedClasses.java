package io.github.bnn4j.cli.model;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.model.ModelReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Says which classes of the user's own a file of a model may name; those of DL4J and BNN4J it may always. */
public final class AllowedClasses {

    @Option(
            names = "--allow-class",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Classes of your own that the file of a model may name: layers, quantizers ...; without it, only "
                            + "those of DL4J and BNN4J are loaded.")
    private List<String> names = new ArrayList<>();

    /**
     * Returns the names of all classes that are allowed.
     *
     * @param named by other options, which allows them too
     */
    public Set<String> with(Collection<String> named) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(named);
        return all;
    }

    /** Returns what has to be typed again for classes that have been allowed, by whatever option: nothing if there are none. */
    public static String asTyped(Collection<String> allowed) {
        return allowed.isEmpty() ? "" : " --allow-class '" + String.join(",", allowed) + "'";
    }

    /** Reads models and checkpoints. */
    public ModelReader reader() throws UsageError {
        return reader(names);
    }

    /**
     * Reads models and checkpoints that may name these classes.
     *
     * @throws UsageError if there is no such class
     */
    public static ModelReader reader(Collection<String> allowed) throws UsageError {
        try {
            return Checkpoint.reader(allowed);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--allow-class: " + e.getMessage());
        }
    }
}
