using System;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Texts;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The tokens of a block: every one of a text that a search looks at in one of its rows, and some more. What is taken apart has them in
/// its values, once as written and once without escapes, and in its literals (a JSON line without a message is its own); a whole line
/// without escapes and colours has those of its values in itself; of others the parser says what their texts are.
/// </summary>
sealed class BlockTokens
{
    readonly TokenSet _tokens = new();
    readonly ValueList _text = new();
    readonly LineParser _parser = new();
    readonly RecordTexts _texts = new();
    readonly RecordTexts.Visitor _add;

    public BlockTokens() => _add = text =>
    {
        AddVisible(text);
        return false;
    };

    /// <summary>Hashes, each once; they hold until the next call. The columns were encoded before.</summary>
    public ReadOnlySpan<ulong> Of(LineColumns lines)
    {
        _tokens.Clear();
        foreach (var shape in lines.Shapes) _tokens.AddTokensOf(shape.Skeleton.Span);
        foreach (var column in lines.Columns)
        {
            if (!column.HasTokens) continue;
            if (column.Key == ColumnKey.OddLines) AddOddLines(column.Values);
            else if (!column.Key.IsTime) AddValues(column.Values, column.Key.IsQuoted);
        }

        return _tokens.Distinct();
    }

    void AddValues(ValueList values, bool areQuoted)
    {
        var mayHaveEscapes = areQuoted && values.Bytes.Contains((byte)'\\');
        for (var i = 0; i < values.Count; i++)
        {
            // Fast path: sources, paths and ids often come twice in a row.
            if (i > 0 && values[i].SequenceEqual(values[i - 1])) continue;
            _tokens.AddTokensOf(values[i]);
            if (!mayHaveEscapes || !values[i].Contains((byte)'\\')) continue;
            _text.Clear();
            JsonText.Unescape(values[i], _text);
            _tokens.AddTokensOf(_text.Bytes);
        }
    }

    void AddOddLines(ValueList lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].ToArray();
            _texts.Any(_parser.Parse(line), line, _add);
        }
    }

    void AddVisible(ReadOnlySpan<byte> text)
    {
        if (!AnsiSequences.Any(text))
        {
            _tokens.AddTokensOf(text);
            return;
        }

        var visible = new byte[text.Length];
        _tokens.AddTokensOf(visible.AsSpan(0, AnsiSequences.Strip(text, visible)));
    }
}
