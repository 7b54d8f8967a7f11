using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Numbers the patterns of a group's messages: all rows of a template of the message's column, or of its first line, have one pattern,
/// so that few messages are looked at.
/// </summary>
sealed class PatternNumbers(RowGroup group, MessageTexts messages)
{
    const int None = -1;
    const int NotAsked = -2;

    readonly PatternList _patterns = new();
    readonly int[] _ofRow = group.Block.Columns.Buffers.RentInts(group.Block.Count);

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<string> Patterns => _patterns.Patterns;

    /// <summary>The pattern of each row of the group; the array may be longer.</summary>
    public int[] Number()
    {
        var left = new RowSet(group.Rows.Count);
        left.UnionWith(group.Rows);
        foreach (var column in group.Messages.Columns) NumberColumn(column, left);
        foreach (var row in left) _ofRow[row] = _patterns.NumberOf(messages.Of(row));
        return _ofRow;
    }

    void NumberColumn(int column, RowSet left)
    {
        var block = group.Block.Columns;
        var templates = block.ColumnAt(column).TemplatesBy(block.Outline.Of(column)?.Forms);
        var numbers = new int[(templates?.Texts.Length ?? 0) + 1];
        numbers.AsSpan()[..^1].Fill(NotAsked);
        numbers[^1] = None;
        var ofShape = group.Messages.OfShape;
        var shapeOfRow = block.ShapeOfRow;
        var place = -1;
        foreach (var row in block.RowsOf(column).Rows)
        {
            place++;
            if (ofShape[shapeOfRow[row]] != column || !left[row]) continue;
            ref var number = ref numbers[templates?.Numbers[place] ?? 0];
            if (number == NotAsked) number = NumberOf(templates!, templates!.Numbers[place], block.Keys[column].IsQuoted);
            _ofRow[row] = number != None ? number : NumberOfValue(column, place);
            if (_ofRow[row] != None) left.Remove(row);
        }
    }

    /// <summary>Of a template, as if each variable were a digit; <see cref="None"/> if its values may have others.</summary>
    int NumberOf(ColumnTemplates templates, int template, bool isEscaped)
    {
        if (!templates.IsOfWords(template) || !messages.TryShow(templates.Texts[template], isEscaped, out var text)) return None;
        // A first line must end here: what looks like an escaped newline may be a backslash before an n.
        if (template >= templates.FirstLines && !text.Contains((byte)'\n')) return None;
        return _patterns.NumberOf(Encoding.UTF8.GetString(text).Replace((char)TemplateTokenizer.Hole, '0'));
    }

    /// <summary>Of one value; <see cref="None"/> if only its line tells how it is shown.</summary>
    int NumberOfValue(int column, int place)
    {
        if (!messages.TryShow(column, place, out var text)) return None;
        var end = text.IndexOf((byte)'\n');
        return _patterns.NumberOf(Encoding.UTF8.GetString(end < 0 ? text : text[..end]));
    }
}
