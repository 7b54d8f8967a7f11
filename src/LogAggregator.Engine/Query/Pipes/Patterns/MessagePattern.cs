using System;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Takes what varies out of a message: each run of letters, digits and the signs within words that holds a digit becomes
/// <see cref="Variable"/>; runs joined by colons, as in times and addresses, become one, those of hardware with pairs of letters too. Of the first line; the pattern's first
/// <see cref="MaxLength"/> characters. So all messages of one template have one pattern, however long their variables are.
/// </summary>
static class MessagePattern
{
    public const string Variable = "<*>";

    public const int MaxLength = 400;

    public static string Of(string message)
    {
        Span<char> pattern = stackalloc char[MaxLength];
        return new string(pattern[..Write(message, pattern)]);
    }

    /// <summary>The characters written.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="pattern">Of <see cref="MaxLength"/> at least.</param>
    public static int Write(ReadOnlySpan<char> message, Span<char> pattern)
    {
        var text = FirstLine(message);
        var length = 0;
        for (var at = 0; at < text.Length && length < MaxLength;)
        {
            var end = at;
            while (end < text.Length && IsInWord(text[end])) end++;
            if (end == at)
            {
                pattern[length++] = text[at++];
                continue;
            }

            if (PairsOfHex.LengthAt(text, at) is > 0 and var pairs) (length, at) = (Append(pattern, length, Variable), at + pairs);
            else (length, at) = (AppendWord(pattern, length, text[at..end]), end);
        }

        return length;
    }

    static int AppendWord(Span<char> pattern, int length, ReadOnlySpan<char> word)
    {
        if (!word.ContainsAnyInRange('0', '9')) return Append(pattern, length, word);

        // Signs at the ends belong to the text around: "port 22." and "#42".
        var start = 0;
        while (!char.IsLetterOrDigit(word[start])) start++;
        var end = word.Length;
        while (!char.IsLetterOrDigit(word[end - 1])) end--;
        length = Append(pattern, length, word[..start]);
        if (start == 0 && pattern[..length].EndsWith(Variable + ":")) length--;
        else length = Append(pattern, length, Variable);
        return Append(pattern, length, word[end..]);
    }

    static int Append(Span<char> pattern, int length, ReadOnlySpan<char> text)
    {
        var room = Math.Min(text.Length, MaxLength - length);
        text[..room].CopyTo(pattern[length..]);
        return length + room;
    }

    internal static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '%' or '#' or '$' or '*' or '~' or '^' or '\\';

    static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        return end >= 0 ? text[..end] : text;
    }
}
