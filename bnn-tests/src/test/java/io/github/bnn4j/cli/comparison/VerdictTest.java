package io.github.bnn4j.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @Test
    void saysClaimMeasuredFiguresAndCriterion() {
        assertThat(Verdict.of(Figures.ALL_HOLDS))
                .extracting(Verdict::toString)
                .containsExactly(
                        "far less memory: holds: 100 bytes packed against 1,000 of float parameters, 10.0 times less "
                                + "(criterion: at least 10)",
                        "much faster training: holds: 1.00 s an epoch against 2.00, 2.00 times as fast "
                                + "(criterion: at least 2)",
                        "much faster prediction: holds: packed against the float twin in DL4J, 5.00 times as fast in "
                                + "batches of 1, 2.00 times as fast in batches of 1000 (criterion: at least 2 in each)",
                        "accuracy somewhat lower: holds: test error 2.50 % against 1.50 %, +1.00 points, 1.67 times "
                                + "the errors (criterion: higher, by at most 1 point)");
    }

    /** Decimal points are those of the table, whatever the machine's language. */
    @Test
    void isTheSameInEveryLocale() {
        List<String> expected =
                Verdict.of(Figures.ALL_HOLDS).stream().map(Verdict::toString).toList();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Verdict.of(Figures.ALL_HOLDS))
                    .extracting(Verdict::toString)
                    .isEqualTo(expected);
            assertThat(expected.get(3)).contains("+1.00 points");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Each a little short of what the others are compared with, which just holds. */
    @ParameterizedTest
    @CsvSource({
        "101, 1,    500, 200, 2.5,  far less memory",
        "100, 1.01, 500, 200, 2.5,  much faster training",
        "100, 1,    199, 200, 2.5,  much faster prediction",
        "100, 1,    500, 199, 2.5,  much faster prediction",
        "100, 1,    500, 200, 2.51, accuracy somewhat lower",
        "100, 1,    500, 200, 1.5,  accuracy somewhat lower",
        "100, 1,    500, 200, 1.4,  accuracy somewhat lower"
    })
    void doesNotHoldShortOfTheCriterion(
            long bytes, double seconds, double single, double batch, double error, String claim) {
        List<Verdict> verdicts = Verdict.of(Figures.comparison(bytes, seconds, single, batch, error));

        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.holds())
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.claim()).isEqualTo(claim);
                    assertThat(verdict.toString()).startsWith(claim + ": does not hold: ");
                });
    }
}
