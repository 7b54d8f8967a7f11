using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Strings of JSON whose escapes are of two characters (<c>\n</c>, <c>\"</c> and so on; no <c>\u</c>).</summary>
static class JsonText
{
    public static void Unescape(ReadOnlySpan<byte> escaped, ValueList target)
    {
        while (true)
        {
            var escape = escaped.IndexOf((byte)'\\');
            if (escape < 0 || escape + 1 == escaped.Length)
            {
                target.Append(escaped);
                return;
            }

            target.Append(escaped[..escape]);
            target.Append([Meaning(escaped[escape + 1])]);
            escaped = escaped[(escape + 2)..];
        }
    }

    static byte Meaning(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };
}
