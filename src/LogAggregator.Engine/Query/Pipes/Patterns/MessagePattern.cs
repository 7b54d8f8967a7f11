using System;
using System.Text;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Takes what varies out of a message: each run of letters, digits and the signs within words that holds a digit becomes
/// <see cref="Variable"/>; runs joined by colons, as in times and addresses, become one. Of the first line, and its first
/// <see cref="MaxLength"/> characters.
/// </summary>
static class MessagePattern
{
    public const string Variable = "<*>";

    public const int MaxLength = 400;

    public static string Of(string message)
    {
        var text = FirstLine(message);
        var pattern = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && IsInWord(text[end])) end++;
            if (end == at) pattern.Append(text[at++]);
            else AppendWord(pattern, text[at..end]);
            at = Math.Max(at, end);
        }

        return pattern.ToString();
    }

    static void AppendWord(StringBuilder pattern, ReadOnlySpan<char> word)
    {
        if (!word.ContainsAnyInRange('0', '9'))
        {
            pattern.Append(word);
            return;
        }

        // Signs at the ends belong to the text around: "port 22." and "#42".
        var start = 0;
        while (!char.IsLetterOrDigit(word[start])) start++;
        var end = word.Length;
        while (!char.IsLetterOrDigit(word[end - 1])) end--;
        pattern.Append(word[..start]);
        if (start == 0 && EndsWith(pattern, Variable + ":")) pattern.Length--;
        else pattern.Append(Variable);
        pattern.Append(word[end..]);
    }

    static bool EndsWith(StringBuilder text, string end) =>
        text.Length >= end.Length && text.ToString(text.Length - end.Length, end.Length) == end;

    static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '%' or '#' or '$' or '*' or '~' or '^' or '\\';

    static ReadOnlySpan<char> FirstLine(string message)
    {
        var text = message.AsSpan();
        var end = text.IndexOf('\n');
        if (end >= 0) text = text[..end];
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
