package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;

class FunctionChartTest {

    private static final double[] XS = {-1, 0, 1};
    private static final double[] YS = {-1, 1, .5};

    @Test
    void drawsTheValuesThatItIsGiven() {
        FunctionChart chart = new FunctionChart("sign", -1, 1, -1, 1)
                .addLine("line", XS, YS)
                .addDashedLine("dashes", XS, XS)
                .addPoints("points", XS, YS);

        assertDraws(chart, "line", YS);
        assertDraws(chart, "dashes", XS);
        assertDraws(chart, "points", YS);
    }

    private static void assertDraws(FunctionChart chart, String name, double[] ys) {
        XYSeries series = chart.drawn().getSeriesMap().get(name);
        assertThat(series.getXData()).containsExactly(XS);
        assertThat(series.getYData()).containsExactly(ys);
    }

    @Test
    void dashesGoFromTurnToTurn() {
        FunctionChart chart = new FunctionChart("step", 0, 6, 0, 1)
                .addDashedLine("dashes", new double[] {0, 1, 2, 3, 4, 5}, new double[] {0, 0, 0, 1, 1, 1});

        XYSeries series = chart.drawn().getSeriesMap().get("dashes");
        assertThat(series.getXData()).containsExactly(0, 2, 3, 5);
        assertThat(series.getYData()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void chartsOfAFileAreSideBySide(@TempDir Path directory) throws IOException {
        FunctionChart chart = new FunctionChart("sign", -1, 1, -1, 1).addLine("line", XS, YS);
        Path one = directory.resolve("one.png");
        Path two = directory.resolve("two.png");

        FunctionChart.write(one, chart);
        FunctionChart.write(two, chart, chart);

        BufferedImage single = ImageIO.read(one.toFile());
        BufferedImage both = ImageIO.read(two.toFile());
        assertThat(both.getWidth()).isEqualTo(2 * single.getWidth());
        assertThat(both.getRGB(0, 0, single.getWidth(), single.getHeight(), null, 0, single.getWidth()))
                .isEqualTo(both.getRGB(
                        single.getWidth(), 0, single.getWidth(), single.getHeight(), null, 0, single.getWidth()));
    }
}
