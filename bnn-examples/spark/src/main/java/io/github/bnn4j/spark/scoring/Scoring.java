package io.github.bnn4j.spark.scoring;

import static org.apache.spark.sql.functions.col;

import io.github.bnn4j.packed.PackedNetwork;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Adds a packed network's classes to rows of Parquet files.
 *
 * @param input name of the column that the network takes: binary, or an array of numbers; null for the only such one
 * @param prediction name of the column that is added: an int, null for a row that the network does not take
 * @param failFast whether such a row ends the job, by {@link RowFailure}
 */
public record Scoring(String input, String prediction, boolean failFast) {

    /** This column tells where a row of a file is, before the column of errors takes the place. */
    private static final String FILE = "bnn4j_file";

    private static final String ROW = "bnn4j_row";

    /** Returns the name of the second column that is added: a string with the row's file, its number, from 0, and what is wrong with it. */
    public String error() {
        return prediction + "_error";
    }

    /**
     * Returns the rows of the files with two columns more, when they are asked for.
     *
     * @param rows as {@code spark.read().parquet(...)} gives them, which know their files
     * @throws IllegalArgumentException if there is no such column for the input, or there are those to be added
     */
    public Dataset<Row> score(SparkSession spark, PackedNetwork network, Dataset<Row> rows) {
        StructType schema = rows.schema();
        String column = input == null ? onlyInput(schema) : checkedInput(schema);
        for (String added : List.of(prediction, error())) {
            if (Arrays.asList(schema.fieldNames()).contains(added)) {
                throw new IllegalArgumentException("The input has a column " + added + " already: name another");
            }
        }
        StructType result =
                schema.add(prediction, DataTypes.IntegerType, true).add(error(), DataTypes.StringType, true);
        PartitionScoring scoring =
                new PartitionScoring(ShippedNetwork.broadcast(spark, network), schema.fieldIndex(column), failFast);
        return rows.select(
                        col("*"),
                        col("_metadata.file_path").as(FILE),
                        col("_metadata.row_index").as(ROW))
                .mapPartitions(scoring, Encoders.row(result));
    }

    private String checkedInput(StructType schema) {
        List<String> names = Arrays.asList(schema.fieldNames());
        if (!names.contains(input)) {
            throw new IllegalArgumentException("The input has no column " + input + ", but " + describe(schema));
        }
        DataType type = schema.apply(input).dataType();
        if (!isInput(type)) {
            throw new IllegalArgumentException(
                    "Column " + input + " is neither binary nor an array of numbers, but " + type.catalogString());
        }
        return input;
    }

    private static String onlyInput(StructType schema) {
        List<String> names = Arrays.stream(schema.fields())
                .filter(field -> isInput(field.dataType()))
                .map(StructField::name)
                .toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException("One column has to be binary or an array of numbers, but there are "
                    + names.size() + " in " + describe(schema)
                    + (names.isEmpty() ? "" : ": name one of " + String.join(", ", names)));
        }
        return names.get(0);
    }

    private static boolean isInput(DataType type) {
        return type.equals(DataTypes.BinaryType)
                || type instanceof ArrayType array && array.elementType() instanceof NumericType;
    }

    private static String describe(StructType schema) {
        return schema.catalogString();
    }
}
