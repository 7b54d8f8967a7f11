using System;
using System.Text;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// The messages of a group's rows as people see them: from their column alone where it tells, so that no other column is read.
/// </summary>
sealed class MessageTexts(RowGroup group, RecordField message)
{
    readonly ValueList _value = new();
    readonly ValueList _shown = new();

    public string Of(int row)
    {
        var block = group.Block.Columns;
        var column = group.Messages.OfShape[block.ShapeOfRow[row]];
        if (column < 0 || !TryShow(column, block.RowsOf(column).RankOf(row), out var text)) return group.Read(row, message).ToString();
        return Encoding.UTF8.GetString(text);
    }

    /// <param name="column">Holds messages.</param>
    /// <param name="place">Of the value in its column.</param>
    /// <param name="text">The message; holds until the next call.</param>
    /// <returns>False if only the line tells how it is shown.</returns>
    public bool TryShow(int column, int place, out ReadOnlySpan<byte> text)
    {
        _value.Clear();
        group.Block.Columns.ColumnAt(column).AppendTo(place, _value);
        return TryShow(_value.Bytes, group.Block.Columns.Keys[column].IsQuoted, out text);
    }

    /// <param name="stored">A value, or a template with holes.</param>
    /// <param name="isEscaped">It is the content of a string of JSON.</param>
    /// <param name="text">As it is shown; holds until the next call.</param>
    /// <returns>False if an escape goes on in a hole, or there are colours.</returns>
    public bool TryShow(ReadOnlySpan<byte> stored, bool isEscaped, out ReadOnlySpan<byte> text)
    {
        text = stored;
        if (isEscaped && stored.Contains((byte)'\\'))
        {
            if (EndsInsideOfEscape(stored)) return false;
            _shown.Clear();
            JsonText.Unescape(stored, _shown);
            text = _shown.Bytes;
        }

        return !AnsiSequences.Any(text);
    }

    static bool EndsInsideOfEscape(ReadOnlySpan<byte> template)
    {
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] != '\\') continue;
            if (++at == template.Length || template[at] == TemplateTokenizer.Hole) return true;
        }

        return false;
    }
}
