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
sealed class BlockTokens : ITextObserver
{
    readonly TokenSet _tokens = new();
    readonly ValueList _text = new();
    readonly ValueList _unescaped = new();
    readonly LineParser _parser = new();
    readonly RecordTexts _texts = new();
    readonly RecordTexts.Visitor _add;
    bool _areQuoted;

    public BlockTokens() => _add = text =>
    {
        AddVisible(text);
        return false;
    };

    public void Begin(LineColumns lines)
    {
        _tokens.Clear();
        foreach (var shape in lines.Shapes) _tokens.AddTokensOf(shape.Skeleton.Span);
    }

    /// <summary>Who is to be told what the column's encoder finds; null for nobody.</summary>
    public ITextObserver? Observe(PathColumn column)
    {
        _areQuoted = column.Key.IsQuoted;
        if (column.Key == ColumnKey.OddLines) AddOddLines(column.Values);
        return column.Key.IsTime || column.Key == ColumnKey.OddLines ? null : this;
    }

    /// <summary>Hashes, each once; they hold until the next block begins.</summary>
    public ReadOnlySpan<ulong> Distinct() => _tokens.Distinct();

    public void Add(ValueList texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            // Fast path: paths and ids often come twice in a row.
            if (i == 0 || !texts[i].SequenceEqual(texts[i - 1])) Add(texts[i]);
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        _tokens.AddTokensOf(text);
        if (!_areQuoted || !text.Contains((byte)'\\')) return;
        _unescaped.Clear();
        JsonText.Unescape(text, _unescaped);
        _tokens.AddTokensOf(_unescaped.Bytes);
    }

    public void AddParts(ReadOnlySpan<byte> before, ValueSpan parts, ReadOnlySpan<byte> behind)
    {
        // Fast path: numbers, most of all.
        if (before.IsEmpty && !parts.Bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return;
        for (var i = 0; i < parts.Count; i++)
        {
            if (before.Length + parts[i].Length + behind.Length < TokenReader.MinLength) continue;
            if (i > 0 && parts[i].SequenceEqual(parts[i - 1])) continue;
            _text.Clear();
            _text.Append(before);
            _text.Append(parts[i]);
            _text.Append(behind);
            Add(_text.Bytes);
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
