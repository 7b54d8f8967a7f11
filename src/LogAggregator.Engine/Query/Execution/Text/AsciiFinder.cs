using System;
using System.Text;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>For texts of ASCII alone: compares bytes.</summary>
sealed class AsciiFinder(string text) : TextFinder
{
    readonly Needle? _needle = text.Length == 0 ? null : new Needle(Encoding.ASCII.GetBytes(text));

    public override bool IsEmpty => _needle is null;

    public override bool TryFind(ReadOnlySpan<byte> text, int start, out int at, out int length)
    {
        length = _needle?.Length ?? 0;
        at = _needle is null ? start : _needle.IndexIn(text, start);
        return at >= 0 && at <= text.Length - length;
    }
}
