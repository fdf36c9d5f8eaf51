package io.github.bnn4j.graph;

/**
 * Something that is done with each operation in its own way.
 *
 * @param <R> what comes of it
 */
public interface OperationVisitor<R> {

    R visit(Example operation, Node node);

    R visit(DenseSum operation, Node node);

    R visit(WindowSum operation, Node node);

    R visit(FloatDenseSum operation, Node node);

    R visit(FloatWindowSum operation, Node node);

    R visit(Scale operation, Node node);

    R visit(SumComparison operation, Node node);

    R visit(FloatComparison operation, Node node);

    R visit(SignOf operation, Node node);

    R visit(ActivationOf operation, Node node);

    R visit(Rectification operation, Node node);

    R visit(Addition operation, Node node);

    R visit(Multiplication operation, Node node);

    R visit(Concatenation operation, Node node);

    R visit(WindowMaximum operation, Node node);

    R visit(WindowMean operation, Node node);

    R visit(GlobalMean operation, Node node);

    R visit(Flattening operation, Node node);

    R visit(Unflattening operation, Node node);

    R visit(ToChannelsLast operation, Node node);
}
