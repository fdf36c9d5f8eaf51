package io.github.bnn4j.onnx.constant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as ONNX's documentation has them, or NumPy. */
class ConstantsTest {

    private static final String QONNX = "qonnx.custom_op.general";

    private static Tensor evaluate(String operator, Map<String, Object> attributes, Tensor... inputs) {
        return evaluate("", operator, attributes, inputs);
    }

    private static Tensor evaluate(String domain, String operator, Map<String, Object> attributes, Tensor... inputs) {
        OnnxNode node = new OnnxNode("n (" + operator + ")", domain, operator, List.of(), List.of("y"), attributes);
        List<Tensor> results = Constants.evaluate(node, Arrays.asList(inputs));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static int[] of(int... shape) {
        return shape;
    }

    private static Tensor floats(int[] shape, double... values) {
        return new Tensor(Tensor.Type.FLOAT, shape, values);
    }

    private static Tensor floats(double... values) {
        return floats(of(values.length), values);
    }

    private static Tensor scalar(double value) {
        return floats(of(), value);
    }

    private static Tensor integers(double... values) {
        return new Tensor(Tensor.Type.INTEGER, of(values.length), values);
    }

    private static Tensor truths(double... values) {
        return new Tensor(Tensor.Type.BOOLEAN, of(values.length), values);
    }

    /** Counts from 0 on. */
    private static Tensor counted(int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return floats(shape, IntStream.range(0, size).asDoubleStream().toArray());
    }

    private static void assertIs(Tensor tensor, int[] shape, double... values) {
        assertThat(tensor.shape()).containsExactly(shape);
        assertThat(tensor.values()).containsExactly(values);
    }

    private static void assertRefused(Runnable call, String... why) {
        assertThatThrownBy(call::run)
                .isInstanceOf(OnnxException.class)
                .hasMessageStartingWith("node n (")
                .hasMessageContainingAll(why);
    }

    @ParameterizedTest
    @CsvSource({
        "Add, 5.5, 2, 7.5",
        "Sub, 5.5, 2, 3.5",
        "Mul, 5.5, 2, 11",
        "Div, 5, 2, 2.5",
        "Pow, 3, 2, 9",
        "Pow, 2, -1, 0.5",
        "Min, 1, 2, 1",
        "Max, 1, 2, 2",
        "PRelu, -2, 0.25, -0.5",
        "PRelu, 2, 0.25, 2"
    })
    void operatorsOfTwoRealNumbers(String operator, double a, double b, double expected) {
        assertIs(evaluate(operator, Map.of(), floats(a), floats(b)), of(1), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Add, 5, 2, 7",
        "Sub, 5, 7, -2",
        "Mul, 5, 2, 10",
        "Div, 7, 2, 3",
        "Div, -7, 2, -3",
        "Div, 7, -2, -3",
        "Div, 9007199254740991, 9007199254740992, 0",
        "Pow, 3, 2, 9",
        "Pow, 2, -1, 0",
        "Min, 1, 2, 1",
        "Max, 1, 2, 2"
    })
    void wholeNumbersStayWhole(String operator, double a, double b, double expected) {
        Tensor result = evaluate(operator, Map.of(), integers(a), integers(b));

        assertThat(result.type()).isEqualTo(Tensor.Type.INTEGER);
        assertThat(result.values()[0]).isEqualTo(expected);
    }

    @Test
    void wholeNumbersThatAreNotKnownAreRefused() {
        assertRefused(() -> evaluate("Div", Map.of(), integers(1), integers(0)), "divided by 0");
        assertRefused(() -> evaluate("Mul", Map.of(), integers(1L << 52), integers(4)), "too large");
    }

    @ParameterizedTest
    @CsvSource({
        "Neg, 4, -4",
        "Abs, -4, 4",
        "Sign, -3, -1",
        "Sign, 0, 0",
        "Sign, 5, 1",
        "Relu, -1, 0",
        "Relu, 2, 2",
        "Sqrt, 9, 3",
        "Exp, 0, 1",
        "Reciprocal, 4, 0.25",
        "Floor, -1.5, -2",
        "Ceil, -1.5, -1",
        "Ceil, 1.2, 2",
        "Round, 0.5, 0",
        "Round, 1.5, 2",
        "Round, 2.5, 2",
        "Round, -2.5, -2",
        "Round, -1.2, -1",
        "Identity, 3, 3",
        "LeakyRelu, 2, 2"
    })
    void functionsOfEachNumber(String operator, double x, double expected) {
        assertThat(evaluate(operator, Map.of(), floats(x)).values()[0] + 0.0).isEqualTo(expected);
    }

    @Test
    void leakyReluHasASlope() {
        assertIs(evaluate("LeakyRelu", Map.of("alpha", 0.1), floats(-1, 0, 1)), of(3), -0.1, 0, 1);
        assertIs(evaluate("LeakyRelu", Map.of(), floats(-1)), of(1), -0.01f);
    }

    @Test
    void boundsOfClipAreAttributesOrInputs() {
        Tensor x = floats(-2, 0, 2);
        assertIs(evaluate("Clip", Map.of("min", -1.0, "max", 1.0), x), of(3), -1, 0, 1);
        assertIs(evaluate("Clip", Map.of(), x, scalar(-1), scalar(1)), of(3), -1, 0, 1);
        assertIs(evaluate("Clip", Map.of(), x, null, scalar(1)), of(3), -2, 0, 1);
        assertIs(evaluate("Clip", Map.of(), x, scalar(0)), of(3), 0, 0, 2);
        assertIs(evaluate("Clip", Map.of(), x, scalar(2), scalar(1)), of(3), 1, 1, 1);
    }

    @Test
    void inputsAreRepeatedToFit() {
        assertIs(evaluate("Add", Map.of(), counted(2, 3), floats(10, 20, 30)), of(2, 3), 10, 21, 32, 13, 24, 35);
        assertIs(evaluate("Sub", Map.of(), floats(of(2, 1), 1, 2), floats(of(1, 2), 1, 2)), of(2, 2), 0, -1, 1, 0);
        assertIs(evaluate("Mul", Map.of(), scalar(2), counted(2, 1, 2)), of(2, 1, 2), 0, 2, 4, 6);
        assertIs(evaluate("Max", Map.of(), floats(3, 2, 1), floats(1, 4, 4), scalar(2)), of(3), 3, 4, 4);
        assertRefused(() -> evaluate("Add", Map.of(), counted(2), counted(3)), "[[2], [3]]");
        assertRefused(() -> evaluate("Add", Map.of(), floats(1), integers(1)), "FLOAT", "INTEGER");
        assertRefused(() -> evaluate("Add", Map.of(), floats(1)), "input 1 is missing");
    }

    @ParameterizedTest
    @CsvSource({"Greater, 0, 0, 1", "GreaterOrEqual, 0, 1, 1", "Less, 1, 0, 0", "LessOrEqual, 1, 1, 0", "Equal, 0, 1, 0"
    })
    void comparisons(String operator, double less, double same, double more) {
        Tensor result = evaluate(operator, Map.of(), floats(1, 2, 3), floats(2));

        assertThat(result.type()).isEqualTo(Tensor.Type.BOOLEAN);
        assertIs(result, of(3), less, same, more);
    }

    @Test
    void truthChooses() {
        assertIs(evaluate("Not", Map.of(), truths(1, 0)), of(2), 0, 1);
        assertIs(evaluate("Where", Map.of(), truths(1, 0), scalar(1), scalar(-1)), of(2), 1, -1);
        assertIs(
                evaluate(
                        "Where",
                        Map.of(),
                        new Tensor(Tensor.Type.BOOLEAN, of(2, 2), new double[] {1, 0, 1, 1}),
                        floats(1, 2),
                        floats(9, 8)),
                of(2, 2),
                1,
                8,
                1,
                2);
        assertRefused(() -> evaluate("Where", Map.of(), floats(1), scalar(1), scalar(-1)), "truth values");
    }

    @Test
    void reshapeKeepsAndInfersDimensions() {
        Tensor x = counted(2, 3, 4);
        assertThat(evaluate("Reshape", Map.of(), x, integers(4, 2, 3)).shape()).containsExactly(4, 2, 3);
        assertThat(evaluate("Reshape", Map.of(), x, integers(2, -1, 2)).shape()).containsExactly(2, 6, 2);
        assertThat(evaluate("Reshape", Map.of(), x, integers(-1)).shape()).containsExactly(24);
        assertThat(evaluate("Reshape", Map.of(), x, integers(2, 0, 1, -1)).shape())
                .containsExactly(2, 3, 1, 4);
        assertThat(evaluate("Reshape", Map.of("allowzero", 1L), floats(of(0, 3, 4)), integers(3, 4, 0))
                        .shape())
                .containsExactly(3, 4, 0);
        assertRefused(() -> evaluate("Reshape", Map.of(), x, integers(5, -1)), "24 values", "[5, -1]");
        assertRefused(() -> evaluate("Reshape", Map.of(), x, integers(-1, -1)), "two dimensions");
        assertRefused(() -> evaluate("Reshape", Map.of(), x, integers(5, 5)), "[5, 5]");
        assertRefused(() -> evaluate("Reshape", Map.of(), x, integers(-2, -12)), "[-2, -12]");
    }

    @Test
    void flattenHasTwoDimensions() {
        Tensor x = counted(2, 3, 4, 5);
        assertThat(evaluate("Flatten", Map.of(), x).shape()).containsExactly(2, 60);
        assertThat(evaluate("Flatten", Map.of("axis", 0L), x).shape()).containsExactly(1, 120);
        assertThat(evaluate("Flatten", Map.of("axis", 4L), x).shape()).containsExactly(120, 1);
        assertThat(evaluate("Flatten", Map.of("axis", -1L), x).shape()).containsExactly(24, 5);
    }

    @Test
    void axesAreAttributesOrInputs() {
        Tensor x = counted(1, 3, 1, 5);
        assertThat(evaluate("Squeeze", Map.of("axes", List.of(0L)), x).shape()).containsExactly(3, 1, 5);
        assertThat(evaluate("Squeeze", Map.of(), x, integers(-2)).shape()).containsExactly(1, 3, 5);
        assertThat(evaluate("Squeeze", Map.of(), x).shape()).containsExactly(3, 5);
        assertThat(evaluate("Unsqueeze", Map.of("axes", List.of(0L, 4L)), counted(3, 4, 5))
                        .shape())
                .containsExactly(1, 3, 4, 5, 1);
        assertThat(evaluate("Unsqueeze", Map.of(), counted(3, 4, 5), integers(2, -1, 4))
                        .shape())
                .containsExactly(3, 4, 1, 5, 1, 1);
        assertRefused(() -> evaluate("Squeeze", Map.of(), x, integers(1)), "dimension 1 is 3");
        assertRefused(() -> evaluate("Squeeze", Map.of(), x, integers(4)), "no axis 4");
        assertRefused(() -> evaluate("Unsqueeze", Map.of(), x, integers(1, 1)), "twice");
    }

    @Test
    void shapeIsAConstant() {
        Tensor x = counted(2, 3, 4);
        Tensor shape = evaluate("Shape", Map.of(), x);
        assertThat(shape.type()).isEqualTo(Tensor.Type.INTEGER);
        assertIs(shape, of(3), 2, 3, 4);
        assertIs(evaluate("Shape", Map.of("start", 1L), x), of(2), 3, 4);
        assertIs(evaluate("Shape", Map.of("start", -1L), x), of(1), 4);
        assertIs(evaluate("Shape", Map.of("end", -1L), x), of(2), 2, 3);
        assertIs(evaluate("Shape", Map.of("start", 2L, "end", 1L), x), of(0));
    }

    @Test
    void transposeTurns() {
        Tensor x = counted(2, 3);
        assertIs(evaluate("Transpose", Map.of(), x), of(3, 2), 0, 3, 1, 4, 2, 5);
        assertIs(evaluate("Transpose", Map.of("perm", List.of(1L, 0L)), x), of(3, 2), 0, 3, 1, 4, 2, 5);
        assertIs(
                evaluate("Transpose", Map.of("perm", List.of(1L, 2L, 0L)), counted(2, 1, 3)),
                of(1, 3, 2),
                0,
                3,
                1,
                4,
                2,
                5);
        assertRefused(() -> evaluate("Transpose", Map.of("perm", List.of(0L)), x), "1 dimensions");
        assertRefused(() -> evaluate("Transpose", Map.of("perm", List.of(0L, 0L)), x), "twice");
    }

    @Test
    void concatJoins() {
        Tensor x = floats(of(2, 2), 1, 2, 3, 4);
        Tensor y = floats(of(2, 1), 5, 6);
        assertIs(evaluate("Concat", Map.of("axis", 1L), x, y), of(2, 3), 1, 2, 5, 3, 4, 6);
        assertIs(evaluate("Concat", Map.of("axis", -2L), x, x), of(4, 2), 1, 2, 3, 4, 1, 2, 3, 4);
        assertRefused(() -> evaluate("Concat", Map.of("axis", 0L), x, y), "[[2, 2], [2, 1]]");
        assertRefused(() -> evaluate("Concat", Map.of(), x, x), "axis is missing");
    }

    @Test
    void gatherTakesRows() {
        Tensor data = floats(of(3, 2), 1.0, 1.2, 2.3, 3.4, 4.5, 5.7);
        Tensor places = new Tensor(Tensor.Type.INTEGER, of(2, 2), new double[] {0, 1, 1, 2});
        assertIs(evaluate("Gather", Map.of(), data, places), of(2, 2, 2), 1.0, 1.2, 2.3, 3.4, 2.3, 3.4, 4.5, 5.7);
        assertIs(evaluate("Gather", Map.of("axis", 1L), data, integers(1)), of(3, 1), 1.2, 3.4, 5.7);
        assertIs(
                evaluate("Gather", Map.of(), floats(5, 6, 7), new Tensor(Tensor.Type.INTEGER, of(), new double[] {-1})),
                of(),
                7);
        assertRefused(() -> evaluate("Gather", Map.of(), data, integers(3)), "no axis 3 among the 3 axes");
        assertRefused(() -> evaluate("Gather", Map.of(), data, integers(-4)), "-4");
    }

    @Test
    void sliceTakesParts() {
        Tensor x = floats(of(2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
        double most = Long.MAX_VALUE;
        assertIs(
                evaluate("Slice", Map.of(), x, integers(1, 0), integers(2, 3), integers(0, 1), integers(1, 2)),
                of(1, 2),
                5,
                7);
        assertIs(evaluate("Slice", Map.of(), x, integers(0, 1), integers(-1, 1000)), of(1, 3), 2, 3, 4);
        assertIs(
                evaluate("Slice", Map.of("starts", List.of(1L), "ends", List.of(3L), "axes", List.of(1L)), x),
                of(2, 2),
                2,
                3,
                6,
                7);
        assertIs(
                evaluate("Slice", Map.of(), counted(5), integers(most), integers(-most), integers(0), integers(-2)),
                of(3),
                4,
                2,
                0);
        assertIs(
                evaluate("Slice", Map.of(), counted(5), integers(-2), integers(most), integers(0), integers(most)),
                of(1),
                3);
        assertIs(evaluate("Slice", Map.of(), counted(5), integers(3), integers(1)), of(0));
        assertRefused(() -> evaluate("Slice", Map.of(), x, integers(0), integers(1), integers(0), integers(0)), "step");
        assertRefused(() -> evaluate("Slice", Map.of(), x, integers(0), integers(1, 2)), "differ in count");
    }

    @Test
    void padPutsConstantsAround() {
        Tensor x = floats(of(2, 2), 1, 2, 3, 4);
        assertIs(evaluate("Pad", Map.of("pads", List.of(0L, 1L, 0L, 0L), "value", 9.0), x), of(2, 3), 9, 1, 2, 9, 3, 4);
        assertIs(evaluate("Pad", Map.of(), x, integers(0, 0, 1, 0)), of(3, 2), 1, 2, 3, 4, 0, 0);
        assertIs(evaluate("Pad", Map.of(), x, integers(0, 1), scalar(1), integers(-1)), of(2, 3), 1, 2, 1, 3, 4, 1);
        assertRefused(() -> evaluate("Pad", Map.of("mode", "reflect"), x, integers(0, 0, 1, 0)), "reflect");
        assertRefused(() -> evaluate("Pad", Map.of(), x, integers(0, -1, 0, 0)), "widths must be from 0");
        assertRefused(() -> evaluate("Pad", Map.of(), x, integers(1, 1)), "2 axes");
    }

    @Test
    void expandRepeats() {
        Tensor x = floats(of(3, 1), 1, 2, 3);
        assertIs(evaluate("Expand", Map.of(), x, integers(3, 2)), of(3, 2), 1, 1, 2, 2, 3, 3);
        assertIs(evaluate("Expand", Map.of(), x, integers(2, 1, 1)), of(2, 3, 1), 1, 2, 3, 1, 2, 3);
    }

    @Test
    void constantOfShapeHasTheValueThatIsGiven() {
        assertIs(evaluate("ConstantOfShape", Map.of(), integers(2, 1)), of(2, 1), 0, 0);
        Tensor ones = evaluate("ConstantOfShape", Map.of("value", integers(7)), integers(2));
        assertThat(ones.type()).isEqualTo(Tensor.Type.INTEGER);
        assertIs(ones, of(2), 7, 7);
        assertIs(evaluate("ConstantOfShape", Map.of(), integers()), of(), 0);
    }

    @Test
    void nothingIsAllocatedBecauseItIsAnnounced() {
        Tensor large = integers(1 << 20, 1 << 20);
        assertRefused(() -> evaluate("ConstantOfShape", Map.of(), large), "too large");
        assertRefused(() -> evaluate("ConstantOfShape", Map.of(), integers(1L << 60, 16)), "too large");
        assertRefused(() -> evaluate("ConstantOfShape", Map.of(), integers(-1, -1)), "[-1, -1]");
        assertRefused(() -> evaluate("Expand", Map.of(), scalar(1), large), "too large");
        assertRefused(() -> evaluate("Add", Map.of(), counted(1 << 13, 1), counted(1, 1 << 13)), "too large");
        assertRefused(() -> evaluate("MatMul", Map.of(), counted(1 << 13, 1), counted(1, 1 << 13)), "too large");
        assertRefused(
                () -> evaluate("Pad", Map.of(), floats(1), integers(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                "too large");
        assertRefused(
                () -> evaluate("Gather", Map.of(), counted(1, 1 << 13), integers(new double[1 << 13])), "too large");
        assertRefused(
                () -> evaluate(
                        "Unsqueeze",
                        Map.of(),
                        floats(1),
                        integers(IntStream.range(0, 40).asDoubleStream().toArray())),
                "41");
    }

    @Test
    void whatIsInTheFileMayBeLarge() {
        Tensor large = counted(1 << 12, (1 << 12) + 1);

        assertThat(evaluate("Sign", Map.of(), large).values()).hasSize(large.values().length);
    }

    @Test
    void meanIsAlongAxes() {
        Tensor x = floats(of(3, 2, 2), 5, 1, 20, 2, 30, 1, 40, 2, 55, 1, 60, 2);
        Map<String, Object> dropped = Map.of("keepdims", 0L, "axes", List.of(1L));
        assertIs(evaluate("ReduceMean", dropped, x), of(3, 2), 12.5, 1.5, 35, 1.5, 57.5, 1.5);
        assertIs(evaluate("ReduceMean", Map.of(), x, integers(-2)), of(3, 1, 2), 12.5, 1.5, 35, 1.5, 57.5, 1.5);
        assertIs(evaluate("ReduceMean", Map.of("keepdims", 0L), x), of(), 18.25);
        assertIs(evaluate("ReduceMean", Map.of("noop_with_empty_axes", 1L), floats(1, 3)), of(2), 1, 3);
    }

    @Test
    void softmaxIsOfTheLastAxis() {
        double e = Math.exp(-1);
        double sum = 1 + e;
        assertIs(evaluate("Softmax", Map.of(), floats(of(1, 2), 1000, 999)), of(1, 2), 1 / sum, e / sum);
        assertRefused(() -> evaluate("Softmax", Map.of("axis", 0L), counted(2, 2)), "last axis");
        assertRefused(() -> evaluate("Softmax", Map.of(), counted(2, 2, 2)), "last axis");
    }

    @Test
    void productsOfMatrices() {
        Tensor a = counted(2, 3);
        Tensor b = counted(3, 2);
        assertIs(evaluate("MatMul", Map.of(), a, b), of(2, 2), 10, 13, 28, 40);
        assertIs(evaluate("MatMul", Map.of(), floats(1, 2, 3), b), of(2), 16, 22);
        assertIs(evaluate("MatMul", Map.of(), a, floats(1, 2, 3)), of(2), 8, 26);
        assertIs(evaluate("MatMul", Map.of(), floats(1, 2), floats(3, 4)), of(), 11);
        assertIs(evaluate("MatMul", Map.of(), counted(2, 1, 2), counted(2, 1)), of(2, 1, 1), 1, 3);
        assertIs(evaluate("MatMul", Map.of(), counted(2, 1, 2), counted(1, 2, 1)), of(2, 1, 1), 1, 3);
        assertRefused(() -> evaluate("MatMul", Map.of(), a, a), "[2, 3] and [2, 3]");
        assertIs(evaluate("Gemm", Map.of(), a, b), of(2, 2), 10, 13, 28, 40);
        assertIs(evaluate("Gemm", Map.of("transB", 1L), a, a), of(2, 2), 5, 14, 14, 50);
        assertIs(evaluate("Gemm", Map.of("transA", 1L), b, b), of(2, 2), 20, 26, 26, 35);
        assertIs(evaluate("Gemm", Map.of("alpha", 2.0, "beta", 0.5), a, b, floats(2, 4)), of(2, 2), 21, 28, 57, 82);
        assertRefused(() -> evaluate("Gemm", Map.of(), counted(1, 1), counted(1, 1), floats(1, 2)), "added");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, FLOAT, 0.10000000149011612",
        "11, 0.1, FLOAT, 0.1",
        "10, 0.1, FLOAT, 0.0999755859375",
        "10, 65520, FLOAT, Infinity",
        "10, 65519, FLOAT, 65504",
        "10, 3e-8, FLOAT, 5.9604644775390625e-8",
        "16, 1.00390625, FLOAT, 1",
        "6, -2.7, INTEGER, -2",
        "7, 3.99, INTEGER, 3",
        "2, 255.5, INTEGER, 255",
        "9, -0.5, BOOLEAN, 1",
        "9, 0, BOOLEAN, 0"
    })
    void castsOfRealNumbers(long to, double from, Tensor.Type type, double expected) {
        Tensor result = evaluate("Cast", Map.of("to", to), floats(from));

        assertThat(result.type()).isEqualTo(type);
        assertThat(result.values()).containsExactly(expected);
    }

    @Test
    void castsOfOtherTypes() {
        assertIs(evaluate("Cast", Map.of("to", 2L), integers(257, -1)), of(2), 1, 255);
        assertIs(evaluate("Cast", Map.of("to", 3L), integers(255)), of(1), -1);
        assertIs(evaluate("Cast", Map.of("to", 1L), truths(1, 0)), of(2), 1, 0);
        assertRefused(() -> evaluate("Cast", Map.of("to", 2L), floats(256)), "256.0", "UINT8");
        assertRefused(() -> evaluate("Cast", Map.of("to", 7L), floats(Double.NaN)), "NaN");
        assertRefused(() -> evaluate("Cast", Map.of("to", 8L), floats(1)), "type 8");
    }

    @Test
    void bipolarQuantTakesZeroForPositive() {
        assertIs(evaluate(QONNX, "BipolarQuant", Map.of(), floats(-1, 0, 2), scalar(0.5)), of(3), -0.5, 0.5, 0.5);
        assertIs(evaluate("onnx.brevitas", "BipolarQuant", Map.of(), floats(-0.0), scalar(1)), of(1), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 1, ROUND, -9, -1", "2, 1, 0, ROUND, -9, -2", "2, 0, 0, ROUND, 9, 3", "2, 0, 1, ROUND, 9, 2",
        "4, 1, 0, ROUND, 2.5, 2", "4, 1, 0, CEIL, 2.1, 3", "4, 1, 0, FLOOR, -2.1, -3", "4, 1, 0, UP, -2.1, -3",
        "4, 1, 0, DOWN, -2.9, -2", "4, 1, 0, HALF_UP, 2.5, 3", "4, 1, 0, HALF_DOWN, 2.5, 2", "1, 1, 0, ROUND, -0.1, -1",
        "1, 1, 1, ROUND, 0, 1", "1, 0, 0, ROUND, 0.6, 1"
    })
    void quantRoundsToSoManyBits(double bits, long signed, long narrow, String rounding, double x, double expected) {
        Map<String, Object> attributes = Map.of("signed", signed, "narrow", narrow, "rounding_mode", rounding);
        double scale = 0.5;

        Tensor result = evaluate(QONNX, "Quant", attributes, floats(scale * x), scalar(scale), scalar(0), scalar(bits));

        assertIs(result, of(1), scale * expected);
    }

    @Test
    void quantHasAZeroPoint() {
        Map<String, Object> unsigned = Map.of("signed", 0L);
        assertIs(
                evaluate(QONNX, "Quant", unsigned, floats(-5, 0, 5), scalar(1), scalar(2), scalar(2)), of(3), -2, 0, 1);
        assertRefused(
                () -> evaluate(
                        QONNX, "Quant", Map.of("rounding_mode", "ODD"), floats(1), scalar(1), scalar(0), scalar(2)),
                "ODD");
        assertRefused(() -> evaluate(QONNX, "Quant", Map.of(), floats(1), scalar(1), scalar(0), scalar(0)), "0.0 bits");
    }

    @Test
    void multiThresholdCountsTheStepsReached() {
        Map<String, Object> bipolar = Map.of("out_scale", 2.0, "out_bias", -1.0);
        Tensor x = floats(of(1, 3), -1, 0, 1);
        String finn = "finn.custom_op.general";
        assertIs(evaluate(finn, "MultiThreshold", bipolar, x, floats(of(1, 1), 0)), of(1, 3), -1, 1, 1);
        assertIs(
                evaluate(finn, "MultiThreshold", Map.of(), x, floats(of(3, 2), -2, -1, 0.5, 1, 0, 3)),
                of(1, 3),
                2,
                0,
                1);
        Tensor image = counted(1, 2, 1, 2);
        assertIs(evaluate(finn, "MultiThreshold", Map.of(), image, floats(of(2, 1), 1, 3)), of(1, 2, 1, 2), 0, 1, 0, 1);
        assertIs(
                evaluate(finn, "MultiThreshold", Map.of("data_layout", "NHWC"), image, floats(of(2, 1), 1, 3)),
                of(1, 2, 1, 2),
                0,
                0,
                1,
                1);
        assertRefused(() -> evaluate(finn, "MultiThreshold", Map.of(), x, floats(of(2, 1), 0, 0)), "3 channels");
    }

    @Test
    void otherOperatorsAreRefusedByName() {
        assertRefused(() -> evaluate("Conv", Map.of(), floats(1)), "n (Conv)", "not supported on constants");
        assertRefused(() -> evaluate("mine", "Add", Map.of(), floats(1)), "n (Add)");
        assertRefused(() -> evaluate("Dropout", Map.of(), floats(1), scalar(0.5), truths(1)), "training");
        assertIs(evaluate("Dropout", Map.of(), floats(1), scalar(0.5)), of(1), 1);
    }

    /** Whatever is given to an operator, it answers or refuses. */
    @Test
    void nothingElseThanARefusal() {
        Random random = new Random(23);
        List<String> operators = new ArrayList<>(List.of(
                "Add",
                "Sub",
                "Mul",
                "Div",
                "Pow",
                "PRelu",
                "Min",
                "Max",
                "Neg",
                "Abs",
                "Sign",
                "Relu",
                "Clip",
                "LeakyRelu",
                "Sqrt",
                "Exp",
                "Reciprocal",
                "Floor",
                "Ceil",
                "Round",
                "Greater",
                "Equal",
                "Not",
                "Where",
                "Identity",
                "Dropout",
                "Reshape",
                "Flatten",
                "Squeeze",
                "Unsqueeze",
                "Shape",
                "Transpose",
                "Concat",
                "Gather",
                "Slice",
                "Pad",
                "Expand",
                "ConstantOfShape",
                "ReduceMean",
                "Softmax",
                "MatMul",
                "Gemm",
                "Cast"));
        List<String> quantizers = List.of("BipolarQuant", "Quant", "MultiThreshold");
        operators.addAll(quantizers);
        int answered = 0;
        for (int i = 0; i < 200_000; i++) {
            String operator = operators.get(random.nextInt(operators.size()));
            Map<String, Object> attributes = new HashMap<>();
            for (String name : List.of("axis", "keepdims", "to", "start", "end", "transA", "transB", "allowzero")) {
                if (random.nextInt(4) == 0) {
                    attributes.put(name, random.nextLong(-3, 12));
                }
            }
            for (String name : List.of("axes", "perm", "starts", "ends", "pads")) {
                if (random.nextInt(4) == 0) {
                    attributes.put(
                            name, random.longs(random.nextInt(4), -4, 4).boxed().toList());
                }
            }
            Tensor[] inputs = new Tensor[random.nextInt(5)];
            for (int input = 0; input < inputs.length; input++) {
                inputs[input] = random.nextInt(10) == 0 ? null : tensor(random);
            }
            try {
                evaluate(quantizers.contains(operator) ? QONNX : "", operator, attributes, inputs);
                answered++;
            } catch (OnnxException e) {
                assertThat(e.getMessage()).startsWith("node n (" + operator + ")");
            }
        }
        assertThat(answered).isGreaterThan(20_000);
    }

    private static Tensor tensor(Random random) {
        int[] shape = random.ints(random.nextInt(4), 0, 4).toArray();
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        Tensor.Type type = Tensor.Type.values()[random.nextInt(3)];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case BOOLEAN -> random.nextInt(2);
                case INTEGER -> random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(-4, 5);
                case FLOAT ->
                    random.nextInt(20) == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian();
            };
        }
        return new Tensor(type, shape, values);
    }
}
