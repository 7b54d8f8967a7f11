using System;

namespace LogAggregator.Engine.Parsing;

/// <summary>
/// Decides, line by line of one stream, whether a line belongs to the record before it. Holds no bytes; the caller
/// does. Not for use by two threads at once.
/// </summary>
public sealed class MultilineAssembler
{
    /// <summary>The record so far could be continued by a next line: the caller waits a moment for it.</summary>
    public bool CanContinue { get; private set; }

    /// <summary>True if the line continues the open record, false if it begins a new one. Updates <see cref="CanContinue"/>.</summary>
    public bool Continues(ReadOnlySpan<byte> line)
    {
        CanContinue = false;
        return false;
    }

    /// <summary>The open record was closed by the caller: the next line begins a new one.</summary>
    public void Close() => CanContinue = false;
}
