using System;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Three words or more with colons between them, of which one at least holds a digit and each other one is two letters of hexadecimal: addresses
/// of hardware (<c>3f:cf:d9:ee:11:6f</c>). Without this rule each of them would have a pattern of its own.
/// </summary>
static class PairsOfHex
{
    const int MinWords = 3;

    /// <summary>Length of such words from there on; 0 if there are none.</summary>
    /// <param name="text">The message.</param>
    /// <param name="start">Of a word.</param>
    public static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        var (words, hasDigit, end) = (0, false, start);
        for (var at = start; ; at = end + 1)
        {
            if (LengthOfWord(text[at..], out var isNumber) is not (> 0 and var length)) break;
            (words, hasDigit, end) = (words + 1, hasDigit | isNumber, at + length);
            if (end + 1 >= text.Length || text[end] != ':') break;
        }

        return words >= MinWords && hasDigit ? end - start : 0;
    }

    /// <summary>Signs at the end belong to the text around. 0 if the word is no such one.</summary>
    static int LengthOfWord(ReadOnlySpan<char> text, out bool hasDigit)
    {
        var length = 0;
        while (length < text.Length && MessagePattern.IsInWord(text[length])) length++;
        while (length > 0 && !char.IsLetterOrDigit(text[length - 1])) length--;
        var word = text[..length];
        hasDigit = word.ContainsAnyInRange('0', '9');
        return length > 0 && char.IsLetterOrDigit(word[0]) && (hasDigit || (length == 2 && char.IsAsciiHexDigit(word[0]) && char.IsAsciiHexDigit(word[1]))) ? length : 0;
    }
}
