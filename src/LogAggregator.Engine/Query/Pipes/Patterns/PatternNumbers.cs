using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Numbers the patterns of a group's messages: all rows of a template of the message's column, or of its first line, have one pattern,
/// so that few messages are looked at.
/// </summary>
sealed class PatternNumbers(GroupRows rows, RecordField message)
{
    const int None = -1;
    const int NotAsked = -2;
    const byte Escape = 0x1B;

    readonly Dictionary<string, int> _known = [];
    readonly List<Value> _patterns = [];
    readonly int[] _ofRow = rows.Group.Block.Columns.Buffers.RentInts(rows.Rows.Count);
    readonly ValueList _value = new();
    readonly ValueList _shown = new();
    readonly char[] _pattern = new char[MessagePattern.MaxLength];

    public NumberedValues Number()
    {
        var left = new RowSet(rows.Rows.Count);
        left.UnionWith(rows.Rows);
        foreach (var column in rows.Group.Messages.Columns) NumberColumn(column, left);
        foreach (var row in left) _ofRow[row] = NumberOf(rows.Group.Read(row, message).ToString());
        return new NumberedValues(_ofRow, [.. _patterns]);
    }

    void NumberColumn(int column, RowSet left)
    {
        var block = rows.Group.Block.Columns;
        var (values, isEscaped) = (block.ColumnAt(column), block.Keys[column].IsQuoted);
        var templates = values.TemplatesBy(block.Outline.Of(column)?.Forms);
        var numbers = new int[(templates?.Texts.Length ?? 0) + 1];
        numbers.AsSpan()[..^1].Fill(NotAsked);
        numbers[^1] = None;
        var ofShape = rows.Group.Messages.OfShape;
        var shapeOfRow = block.ShapeOfRow;
        var place = -1;
        foreach (var row in block.RowsOf(column).Rows)
        {
            place++;
            if (ofShape[shapeOfRow[row]] != column || !left[row]) continue;
            ref var number = ref numbers[templates?.Numbers[place] ?? 0];
            if (number == NotAsked) number = NumberOf(templates!, templates!.Numbers[place], isEscaped);
            _ofRow[row] = number != None ? number : NumberOfValue(values, place, isEscaped);
            if (_ofRow[row] != None) left.Remove(row);
        }
    }

    /// <summary>Of a template, as if each variable were a digit; <see cref="None"/> if its values may have others.</summary>
    int NumberOf(ColumnTemplates templates, int template, bool isEscaped)
    {
        if (!templates.IsOfWords(template) || !TryShow(templates.Texts[template], isEscaped)) return None;
        // A first line must end here: what looks like an escaped newline may be a backslash before an n.
        if (template >= templates.FirstLines && !_shown.Bytes.Contains((byte)'\n')) return None;
        return NumberOf(Encoding.UTF8.GetString(_shown.Bytes).Replace((char)TemplateTokenizer.Hole, '0'));
    }

    /// <summary>Of one value; <see cref="None"/> if only its line tells how it is shown.</summary>
    int NumberOfValue(Column values, int place, bool isEscaped)
    {
        _value.Clear();
        values.AppendTo(place, _value);
        if (!TryShow(_value.Bytes, isEscaped)) return None;
        var end = _shown.Bytes.IndexOf((byte)'\n');
        return NumberOf(Encoding.UTF8.GetString(end < 0 ? _shown.Bytes : _shown.Bytes[..end]));
    }

    /// <summary>False if an escape goes on in a variable, or there are colours.</summary>
    bool TryShow(ReadOnlySpan<byte> text, bool isEscaped)
    {
        _shown.Clear();
        if (text.Contains(Escape)) return false;
        if (!isEscaped || !text.Contains((byte)'\\')) _shown.Append(text);
        else if (EndsInsideOfEscape(text)) return false;
        else JsonText.Unescape(text, _shown);
        return true;
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

    int NumberOf(string text)
    {
        var pattern = _pattern.AsSpan(0, MessagePattern.Write(text, _pattern));
        if (_known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(pattern, out var number)) return number;
        _known.Add(pattern.ToString(), number = _patterns.Count);
        _patterns.Add(Value.Of(pattern.ToString()));
        return number;
    }
}
