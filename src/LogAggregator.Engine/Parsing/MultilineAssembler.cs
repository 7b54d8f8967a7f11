using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Multiline;
using LogAggregator.Engine.Parsing.Plain;

namespace LogAggregator.Engine.Parsing;

/// <summary>
/// Decides, line by line of one stream, whether a line belongs to the record before it: the stack traces of .NET, Java,
/// Python, Go, Node, Ruby, Rust, PHP and Elixir, and the message lines of .NET's console logger. Every other line is a
/// record of its own, indented or not. The record's bytes are the caller's to hold; here are only the first ones of a text
/// whose level may come to matter. Not for use by two threads at once.
/// </summary>
public sealed class MultilineAssembler
{
    /// <summary>Lines of one record, at most; the next one begins a new record.</summary>
    public const int MaxLines = 1000;

    /// <summary>Bytes of a record's lines after its first, at most; a line that would pass it begins a new record.</summary>
    public const int MaxContinuationBytes = 256 * 1024;

    /// <summary>What a line is can be seen in so many bytes.</summary>
    const int MaxLook = 512;

    TraceState _state;
    byte[]? _head;
    int _headLength;
    int _lines;
    int _continuationBytes;

    /// <summary>
    /// The record so far could be continued by a next line: the caller waits a moment for it. False for JSON, logfmt and
    /// records that have reached a limit; true for any line of text, since the trace of an error may follow it.
    /// </summary>
    public bool CanContinue => _state != TraceState.Closed && _lines < MaxLines;

    /// <summary>True if the line continues the open record, false if it begins a new one. Updates <see cref="CanContinue"/>.</summary>
    public bool Continues(ReadOnlySpan<byte> line)
    {
        if (line.Length <= MaxLook && !AnsiSequences.Any(line)) return Decide(line, line.Length);
        var head = line[..Math.Min(line.Length, MaxLook)];
        Span<byte> visible = stackalloc byte[MaxLook];
        return Decide(visible[..AnsiSequences.Strip(head, visible)], line.Length);
    }

    /// <summary>The open record was closed by the caller: the next line begins a new one.</summary>
    public void Close() => _state = TraceState.Closed;

    bool Decide(ReadOnlySpan<byte> visible, int length)
    {
        var line = TraceLines.Classify(visible);
        if (_state == TraceState.Plain && TraceRules.DependsOnLevel(line) && IsFailure()) _state = TraceState.Failure;
        if (_lines < MaxLines && _continuationBytes + length <= MaxContinuationBytes && TraceRules.Continue(_state, line) is { } next)
        {
            _state = next;
            _lines++;
            _continuationBytes += length;
            return true;
        }

        _state = TraceRules.Begin(line);
        _lines = 1;
        _continuationBytes = 0;
        KeepHead(line is TraceLine.Other or TraceLine.Named ? visible : default);
        return false;
    }

    /// <summary>The level of what no other sign gives away; few lines are followed by one that asks for it.</summary>
    bool IsFailure() => _headLength > 0 && PlainLevel.Find(_head.AsSpan(0, _headLength)) >= Level.Warning;

    void KeepHead(ReadOnlySpan<byte> visible)
    {
        _headLength = visible.Length;
        if (visible.Length > 0) visible.CopyTo(_head ??= new byte[MaxLook]);
    }
}
