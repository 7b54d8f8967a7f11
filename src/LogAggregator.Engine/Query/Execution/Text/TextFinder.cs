using System;
using System.Text;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>
/// Finds one text in UTF-8 bytes in any case. Letters of ASCII are equal to letters of ASCII alone (<c>k</c> is not
/// the Kelvin sign); other letters by simple, culture-free case mapping. Invalid bytes count as U+FFFD.
/// </summary>
abstract class TextFinder
{
    public abstract bool IsEmpty { get; }

    public static TextFinder For(string text) => Ascii.IsValid(text) ? new AsciiFinder(text) : new FoldingFinder(text);

    /// <summary>The first place at or after <paramref name="start"/>, and how many bytes the text has there.</summary>
    public abstract bool TryFind(ReadOnlySpan<byte> text, int start, out int at, out int length);
}
