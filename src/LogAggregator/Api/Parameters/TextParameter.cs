using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Parameters;

/// <summary>
/// <c>q</c>: words, all of which the text must hold in any place and case; what stands in double quotes is a phrase of
/// whole words. Inside quotes <c>\"</c> is a quote and <c>\\</c> a backslash.
/// </summary>
static class TextParameter
{
    public static bool TryParse(string value, out Filter filter, out string error)
    {
        filter = AllRecords.Instance;
        var parts = new List<Filter>();
        for (var at = 0; at < value.Length;)
        {
            if (char.IsWhiteSpace(value[at])) at++;
            else if (value[at] != '"') parts.Add(new TextContains(Word(value, ref at)));
            else if (TryPhrase(value, ref at, out var phrase, out error)) parts.Add(new Phrase(phrase));
            else return false;
        }

        error = parts.Count > 0 ? "" : "'q' is empty; give it words to find or leave it out.";
        if (parts.Count > 0) filter = parts.Count == 1 ? parts[0] : new And([.. parts]);
        return parts.Count > 0;
    }

    static string Word(string value, ref int at)
    {
        var start = at;
        while (at < value.Length && !char.IsWhiteSpace(value[at]) && value[at] != '"') at++;
        return value[start..at];
    }

    static bool TryPhrase(string value, ref int at, out string phrase, out string error)
    {
        var start = at++;
        var text = new StringBuilder();
        for (; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length && value[at + 1] is '"' or '\\') at++;
            text.Append(value[at]);
        }

        var closed = at < value.Length;
        at++;
        phrase = text.ToString().Trim();
        error = !closed ? $"The quote at position {start + 1} of 'q' is not closed; add a \" at the end of the phrase."
            : phrase.Length == 0 ? $"The phrase at position {start + 1} of 'q' is empty; put words between the quotes."
            : "";
        return error.Length == 0;
    }
}
