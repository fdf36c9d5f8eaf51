package io.github.bnn4j.cli.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes of a network, or of data.
 *
 * @param whose in words that begin a sentence, such as the name of a file
 * @param names of them, in order; none where nobody knows them
 * @param count how many there are
 */
public record Classes(String whose, List<String> names, int count) {

    /** Returns whether the names are as many numbers as there are classes, in whatever order: so classes without names are called. */
    boolean areNumbers() {
        return names.size() == count && names.containsAll(numbers());
    }

    List<String> numbers() {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    Classes named(List<String> others) {
        return new Classes(whose, others, count);
    }
}
