package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.plot.Curve.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.Styler.YAxisPosition;

class CurveChartTest {

    private static final Curve ERROR = curve(Quantity.ERROR, 5, 3);
    private static final Curve LOSS = curve(Quantity.LOSS, 0.9, 0.2);

    @Test
    void hasTheErrorOnTheLeftAndTheLossOnTheRight() {
        for (var curves : List.of(List.of(ERROR, LOSS), List.of(LOSS, ERROR))) {
            var chart = new CurveChart("MNIST", curves, 1000, 600).draw();

            int errorAxis = chart.getSeriesMap().get("BNN: validation error").getYAxisGroup();
            int lossAxis = chart.getSeriesMap().get("BNN: training loss").getYAxisGroup();
            assertThat(errorAxis).isNotEqualTo(lossAxis);
            assertThat(chart.getYAxisGroupTitle(errorAxis)).isEqualTo("validation error, %");
            assertThat(chart.getYAxisGroupTitle(lossAxis)).isEqualTo("training loss");
            assertThat(chart.getStyler().getYAxisGroupPosistion(errorAxis)).isEqualTo(YAxisPosition.Left);
            assertThat(chart.getStyler().getYAxisGroupPosistion(lossAxis)).isEqualTo(YAxisPosition.Right);
        }
    }

    /** XChart draws axis 0 even if no series belongs to it. */
    @Test
    void hasNoAxisForAnErrorWhichIsNotThere() {
        var chart = new CurveChart("MNIST", List.of(LOSS), 1000, 600).draw();

        assertThat(chart.getSeriesMap()).containsOnlyKeys("BNN: training loss");
        assertThat(chart.getSeriesMap().get("BNN: training loss").getYAxisGroup())
                .isZero();
        assertThat(chart.getYAxisGroupTitle(0)).isEqualTo("training loss");
    }

    @Test
    void startsTheAxesAtZeroUnlessAValueIsNegative() {
        var positive =
                new CurveChart("MNIST", List.of(ERROR, LOSS), 1000, 600).draw().getStyler();
        var negative = new CurveChart("MNIST", List.of(ERROR, curve(Quantity.LOSS, 0.9, -0.2)), 1000, 600)
                .draw()
                .getStyler();

        assertThat(positive.getYAxisMin(0)).isZero();
        assertThat(positive.getYAxisMin(1)).isZero();
        assertThat(negative.getYAxisMin(0)).isZero();
        assertThat(negative.getYAxisMin(1)).isNull();
    }

    @Test
    void drawsFlipRatiosOnALogarithmicScaleAndLeavesOutZeros() {
        var chart = new CurveChart("MNIST", List.of(curve(Quantity.FLIP_RATIO, 0.1, 0)), 1000, 600).draw();

        assertThat(chart.getStyler().isYAxisLogarithmic()).isTrue();
        assertThat(chart.getSeriesMap().get("BNN: signs flipped").getYData()).containsExactly(0.1, Double.NaN);
    }

    private static Curve curve(Quantity quantity, double... values) {
        return new Curve("BNN", quantity, new int[] {1, 2}, values);
    }
}
