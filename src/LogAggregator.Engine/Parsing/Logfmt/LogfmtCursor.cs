using System;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Logfmt;

/// <summary>Walks over the tokens of a logfmt line: <c>key=value</c>, <c>key="quoted \"value\""</c>, <c>key</c>.</summary>
ref struct LogfmtCursor(ReadOnlySpan<byte> line)
{
    readonly ReadOnlySpan<byte> _line = line;
    int _at;

    public TextSlice Key { get; private set; }

    /// <summary>The value as written, without its quotes.</summary>
    public TextSlice Value { get; private set; }

    /// <summary>It has an equals sign; else it is a bare word and has no value.</summary>
    public bool IsPair { get; private set; }

    public bool IsQuoted { get; private set; }

    /// <summary>The line is not logfmt: it has a newline, or a quote that does not end.</summary>
    public bool Failed { get; private set; }

    /// <summary>False at the end of the line and on failure.</summary>
    public bool MoveNext()
    {
        while (_at < _line.Length && _line[_at] is (byte)' ' or (byte)'\t' or (byte)'\r') _at++;
        if (_at == _line.Length || Failed) return false;
        var start = _at;
        while (_at < _line.Length && IsKeyByte(_line[_at])) _at++;
        Key = new TextSlice(start, _at - start);
        IsPair = Key.Length > 0 && _at < _line.Length && _line[_at] == '=' && _line[start] is not (>= (byte)'0' and <= (byte)'9');
        IsQuoted = false;
        if (!IsPair) return TakeBareWord(start);
        _at++;
        return _at < _line.Length && _line[_at] == '"' ? TakeQuoted() : TakeUnquoted();
    }

    bool TakeBareWord(int start)
    {
        SkipToSpace();
        Key = new TextSlice(start, _at - start);
        Value = default;
        return !Failed;
    }

    bool TakeUnquoted()
    {
        var start = _at;
        SkipToSpace();
        Value = new TextSlice(start, _at - start);
        return !Failed;
    }

    bool TakeQuoted()
    {
        var start = ++_at;
        while (true)
        {
            var run = _line[_at..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (run < 0 || _line[_at + run] == '\n') return Fail();
            _at += run;
            if (_line[_at] == '"') break;
            _at = Math.Min(_at + 2, _line.Length);
        }

        Value = new TextSlice(start, _at - start);
        IsQuoted = true;
        _at++;
        return _at == _line.Length || _line[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' || Fail();
    }

    void SkipToSpace()
    {
        var run = _line[_at..].IndexOfAny((byte)' ', (byte)'\t', (byte)'\n');
        _at = run < 0 ? _line.Length : _at + run;
        Failed = _at < _line.Length && _line[_at] == '\n';
        if (_at == _line.Length && _line[^1] == '\r') _at--;
    }

    bool Fail()
    {
        Failed = true;
        return false;
    }

    static bool IsKeyByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'@' or (byte)'-';
}
