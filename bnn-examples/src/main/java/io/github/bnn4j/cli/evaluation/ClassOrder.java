package io.github.bnn4j.cli.evaluation;

import io.github.bnn4j.cli.command.UserError;
import java.util.List;
import java.util.stream.IntStream;

/** Tells which class of the data each output of a network stands for: the one of the same name, in whatever order they are. */
public final class ClassOrder {

    private final int[] classByOutput;

    private ClassOrder(int[] classByOutput) {
        this.classByOutput = classByOutput;
    }

    /**
     * Compares the names, or only the counts where one side has no names: then the order is taken to be the same. Data without
     * names have numbers for names, if those are what the network's classes are called.
     *
     * @throws UserError naming the first class that one of the two has not, or the counts
     */
    public static ClassOrder of(Classes network, Classes data) throws UserError {
        if (data.names().isEmpty() && network.areNumbers() && network.count() == data.count()) {
            return of(network, data.named(data.numbers()));
        }
        boolean named = !network.names().isEmpty() && !data.names().isEmpty();
        if (named) {
            requireAll(network, data);
            requireAll(data, network);
        }
        if (network.count() != data.count()) {
            throw new UserError("%s has %d classes, %s has %d"
                    .formatted(network.whose(), network.count(), data.whose(), data.count()));
        }
        return new ClassOrder(
                named
                        ? network.names().stream()
                                .mapToInt(data.names()::indexOf)
                                .toArray()
                        : IntStream.range(0, network.count()).toArray());
    }

    private static void requireAll(Classes having, Classes needed) throws UserError {
        List<String> names = having.names();
        for (String name : needed.names()) {
            if (!names.contains(name)) {
                throw new UserError("%s has no class %s, which %s has".formatted(having.whose(), name, needed.whose()));
            }
        }
    }

    /** Returns the class of the data that an output stands for. */
    int classOf(int output) {
        return classByOutput[output];
    }
}
