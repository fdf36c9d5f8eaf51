package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random candidates are spread over the space. */
class RandomSpreadTest {

    private static List<Map<String, Object>> values;

    @BeforeAll
    static void generate() {
        BnnSpace space = Candidates.everything().build();
        values = Candidates.take(SearchGenerator.RANDOM, space.network(), 300).stream()
                .map(candidate -> space.values(candidate.getFlatParameters()))
                .toList();
        assertThat(values).hasSize(300);
    }

    private static Map<Object, Long> counts(Function<Map<String, Object>, Object> what) {
        return values.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
    }

    /** 150 expected, standard deviation 8.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "width",
                "decay",
                "inputDropRate",
                "hiddenDropRate",
                "kernelRateMultiplier",
                "kernelQuantizer",
                "activationQuantizer",
                "loss"
            })
    void eachOfTwoIsChosenInHalf(String name) {
        assertThat(counts(value -> value.get(name)).values()).hasSize(2).allSatisfy(count -> assertThat(count)
                .isBetween(110L, 190L));
    }

    @Test
    void eachDepthIsChosenInAThird() {
        assertThat(counts(value -> value.get("depth")))
                .containsOnlyKeys(1, 2, 3)
                .allSatisfy((depth, count) -> assertThat(count).isBetween(65L, 135L));
    }

    @Test
    void eachMagnitudeOfTheLearningRateIsAsLikely() {
        assertThat(values).allSatisfy(value -> assertThat((double) value.get("learningRate"))
                .isBetween(1e-4, 1e-1));
        assertThat(counts(value -> Math.floor(Math.log10((double) value.get("learningRate")))))
                .containsOnlyKeys(-4.0, -3.0, -2.0)
                .allSatisfy((magnitude, count) -> assertThat(count).isBetween(65L, 135L));
    }

    @Test
    void choicesAreIndependent() {
        assertThat(counts(value -> List.of(value.get("width"), value.get("loss"), value.get("depth"))))
                .hasSize(12)
                .allSatisfy((combination, count) -> assertThat(count).isBetween(8L, 50L));
    }
}
