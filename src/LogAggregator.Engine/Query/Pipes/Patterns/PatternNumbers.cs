using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Numbers the patterns of a group's messages: all rows of a template of the message's column have one pattern, so that few messages
/// are looked at.
/// </summary>
sealed class PatternNumbers(GroupRows rows, RecordField message)
{
    readonly Dictionary<string, int> _known = [];
    readonly List<Value> _patterns = [];
    readonly int[] _ofRow = new int[rows.Rows.Count];
    readonly char[] _pattern = new char[MessagePattern.MaxLength];

    public NumberedValues Number()
    {
        var left = new RowSet(rows.Rows.Count);
        left.UnionWith(rows.Rows);
        foreach (var column in rows.Group.Messages.Columns) NumberTemplates(column, left);
        foreach (var row in left) _ofRow[row] = NumberOf(rows.Group.Read(row, message).ToString());
        return new NumberedValues(_ofRow, [.. _patterns]);
    }

    void NumberTemplates(int column, RowSet left)
    {
        var block = rows.Group.Block.Columns;
        if (block.ColumnAt(column).Templates is not { } templates) return;
        var numbers = new int[templates.Texts.Length + 1];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i < templates.Texts.Length && templates.AreWords[i] ? NumberOf(templates.Texts[i], block.Keys[column].IsQuoted) : -1;
        var place = 0;
        var ofShape = rows.Group.Messages.OfShape;
        foreach (var row in block.RowsOf(column).Rows)
        {
            var number = numbers[templates.Numbers[place++]];
            if (number < 0 || !left[row] || ofShape[block.ShapeOfRow[row]] != column) continue;
            _ofRow[row] = number;
            left.Remove(row);
        }
    }

    /// <summary>Of a template, as if each variable were a digit; -1 if escapes may be parted by a variable.</summary>
    int NumberOf(ReadOnlySpan<byte> template, bool isEscaped)
    {
        var text = new ValueList();
        if (!isEscaped || !template.Contains((byte)'\\')) text.Append(template);
        else if (EndsInsideOfEscape(template)) return -1;
        else JsonText.Unescape(template, text);
        return NumberOf(Encoding.UTF8.GetString(text.Bytes).Replace((char)TemplateTokenizer.Hole, '0'));
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
