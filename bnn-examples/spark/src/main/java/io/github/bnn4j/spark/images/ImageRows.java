package io.github.bnn4j.spark.images;

import io.github.bnn4j.cli.data.LabelledImages;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Labelled images as rows: {@code image}, binary, the pixels row by row; {@code label}, an int. */
public final class ImageRows {

    private static final StructType SCHEMA =
            new StructType().add("image", DataTypes.BinaryType, false).add("label", DataTypes.IntegerType, false);

    private ImageRows() {}

    public static Dataset<Row> of(SparkSession spark, LabelledImages images) {
        List<Row> rows = IntStream.range(0, images.size())
                .mapToObj(i -> RowFactory.create(images.pixels(i), images.label(i)))
                .toList();
        return spark.createDataFrame(rows, SCHEMA);
    }
}
