using System.Text;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>
/// The longest run of a text that stands in a stored value as it is, but for the case of letters: printable ASCII without the
/// characters that JSON escapes.
/// </summary>
static class RequiredBytes
{
    public static byte[] Of(string text)
    {
        int start = 0, length = 0;
        for (int from = 0, at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && IsPlain(text[at])) continue;
            if (at - from > length) (start, length) = (from, at - from);
            from = at + 1;
        }

        return Encoding.ASCII.GetBytes(text.Substring(start, length).ToLowerInvariant());
    }

    static bool IsPlain(char c) => c is >= ' ' and < (char)0x7F and not ('"' or '\\' or '/');
}
