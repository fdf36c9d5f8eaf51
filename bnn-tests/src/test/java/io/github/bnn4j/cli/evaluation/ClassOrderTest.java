package io.github.bnn4j.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.command.UserError;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassOrderTest {

    private static Classes network(int count, String... names) {
        return new Classes("model.bnn", List.of(names), count);
    }

    private static Classes data(int count, String... names) {
        return new Classes("pictures", List.of(names), count);
    }

    private static int[] order(Classes network, Classes data) throws UserError {
        ClassOrder order = ClassOrder.of(network, data);
        return IntStream.range(0, network.count()).map(order::classOf).toArray();
    }

    private static void assertRefused(Classes network, Classes data, String message) {
        assertThatThrownBy(() -> ClassOrder.of(network, data))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void theSameNamesInTheSameOrderStay() throws UserError {
        assertThat(order(network(3, "ant", "bee", "cat"), data(3, "ant", "bee", "cat")))
                .containsExactly(0, 1, 2);
    }

    @Test
    void theSameNamesInAnotherOrderAreFoundByName() throws UserError {
        assertThat(order(network(3, "cat", "ant", "bee"), data(3, "ant", "bee", "cat")))
                .containsExactly(2, 0, 1);
    }

    @Test
    void theFirstNameThatIsMissingIsNamed() {
        assertRefused(
                network(3, "ant", "bee", "cat"),
                data(3, "ant", "dog", "eel"),
                "model.bnn has no class dog, which pictures has");
        assertRefused(
                network(3, "ant", "bee", "cat"),
                data(2, "ant", "bee"),
                "pictures has no class cat, which model.bnn has");
        assertRefused(
                network(2, "ant", "bee"),
                data(3, "ant", "bee", "cat"),
                "model.bnn has no class cat, which pictures has");
    }

    @Test
    void aNameTwiceIsNoOrder() {
        assertRefused(
                network(3, "ant", "ant", "bee"), data(2, "ant", "bee"), "model.bnn has 3 classes, pictures has 2");
    }

    @Test
    void withoutNamesOnOneSideTheCountsMustAgree() throws UserError {
        assertThat(order(network(2), data(2, "ant", "bee"))).containsExactly(0, 1);
        assertThat(order(network(2, "bee", "ant"), data(2))).containsExactly(0, 1);
        assertThat(order(network(2), data(2))).containsExactly(0, 1);
        assertRefused(network(3), data(2, "ant", "bee"), "model.bnn has 3 classes, pictures has 2");
        assertRefused(network(2, "bee", "ant"), data(3), "model.bnn has 2 classes, pictures has 3");
        assertRefused(network(2), data(3), "model.bnn has 2 classes, pictures has 3");
    }

    /** Folders are in the order of their names, in which 10 comes before 2. */
    @Test
    void numbersAreTheNamesOfClassesWithoutNames() throws UserError {
        String[] numbers = {"0", "1", "10", "2", "3", "4", "5", "6", "7", "8", "9"};

        assertThat(order(network(11, numbers), data(11))).containsExactly(0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9);
        assertRefused(network(11, numbers), data(12), "model.bnn has 11 classes, pictures has 12");
    }
}
