using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>A block of columns as predicates see it.</summary>
/// <param name="columns">The block.</param>
/// <param name="sourceOf">The source of each number that the block's rows have.</param>
sealed class BlockView(ColumnBlock columns, Func<int, LogSource> sourceOf)
{
    /// <summary>Column and shape of whole lines whose values stand in them as they are.</summary>
    public const int WholeLines = 0;

    /// <summary>Column and shape of whole lines with escapes.</summary>
    public const int OddLines = 1;

    /// <summary>The first shape that takes lines apart.</summary>
    public const int FirstShape = OddLines + 1;

    /// <summary>Column of the messages of plain text; they are all that a search for text looks at there.</summary>
    public const int Messages = LineColumns.MessageColumn;

    /// <summary>The first column of JSON; times of plain text are between them.</summary>
    public const int FirstPath = Messages + 1;

    public int Count => columns.Count;

    public ColumnBlock Columns => columns;

    public LogSource SourceOf(int number) => sourceOf(number);

    /// <summary>The row as a record; its line is put together in <paramref name="line"/> and holds as long as that stays as it is.</summary>
    public RecordView RecordAt(int row, ValueList line)
    {
        line.Clear();
        columns.AppendLine(row, line);
        var id = new RecordId(columns.TimestampsNs[row], (ulong)columns.Sequences[row]);
        return new RecordView(SourceOf(columns.Sources[row]), id, (Level)columns.Levels[row], (RecordFlags)columns.Flags[row], line.Memory);
    }

    /// <summary>The rows for which the condition holds.</summary>
    public RowSet Rows<T>(ReadOnlySpan<T> ofEachRow, Func<T, bool> holds)
    {
        var rows = new RowSet(Count);
        for (var row = 0; row < ofEachRow.Length; row++)
        {
            if (holds(ofEachRow[row])) rows.Add(row);
        }

        return rows;
    }

    /// <summary>Adds the rows whose columns may not be all of what a search for text looks at.</summary>
    public void AddRowsThatHideText(RowSet rows)
    {
        for (var shape = 0; shape < columns.Shapes.Length; shape++)
        {
            if (TextPlaces.HidesText(columns.Layout, shape) && columns.HasShape(shape)) rows.UnionWith(columns.RowsOfShape(shape));
        }
    }

    /// <summary>The rows whose shape meets the condition.</summary>
    public RowSet RowsOfShapes(Func<Shape, bool> holds)
    {
        var rows = new RowSet(Count);
        for (var shape = 0; shape < columns.Shapes.Length; shape++)
        {
            if (holds(columns.Shapes[shape])) rows.UnionWith(columns.RowsOfShape(shape));
        }

        return rows;
    }

    /// <summary>Adds the rows that have the column.</summary>
    public void AddRowsOf(int column, RowSet rows)
    {
        if (columns.CountOf(column) > 0) rows.UnionWith(columns.RowsOf(column).Rows);
    }

    /// <summary>Adds the rows whose value in the column matches.</summary>
    public void Find(int column, ColumnTest test, RowSet hits)
    {
        var count = columns.CountOf(column);
        if (count == 0) return;
        test.Escaped = columns.Keys[column].IsQuoted && columns.Keys[column] != ColumnKey.OddLines;
        AskedForms? forms = null;
        if (columns.Outline.Of(column) is { } outline)
        {
            forms = new AskedForms(outline.Forms, new TemplateAnswer[outline.Forms.Length]);
            if (TryForesee(column, outline.Ask(test, forms.Answers), hits)) return;
        }

        var values = columns.ColumnAt(column);
        if (!test.CanBeOf(values.Alphabet)) return;
        var matching = new RowSet(count);
        values.Find(test, forms, matching);
        if (!matching.IsEmpty) columns.RowsOf(column).AddRows(matching, hits);
    }

    /// <summary>The column itself need not be read.</summary>
    bool TryForesee(int column, OutlineAnswer answer, RowSet hits)
    {
        if (answer.IsOpen || (answer.SureRows > 0 && answer.SureRows < columns.CountOf(column))) return false;
        if (answer.SureRows > 0) AddRowsOf(column, hits);
        return true;
    }
}
