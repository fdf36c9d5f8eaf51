package io.github.bnn4j.cli.comparison;

import java.util.Locale;

/** Numbers as text, the same in table, verdicts and picture. */
final class Figure {

    private Figure() {}

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    static String difference(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    static String bytes(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String rate(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Returns a factor, or a dash where there is none, as after a division by zero. */
    static String times(double ratio) {
        if (!Double.isFinite(ratio)) {
            return "-";
        }
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
    }
}
