package io.github.bnn4j.cli.plot;

import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** Sets what all charts have in common: readable letters on white. */
final class ChartFonts {

    private ChartFonts() {}

    static void apply(AxesChartStyler styler) {
        Font plain = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setAxisTickLabelsFont(plain);
        styler.setLegendFont(plain);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        styler.setChartBackgroundColor(Color.WHITE);
    }
}
