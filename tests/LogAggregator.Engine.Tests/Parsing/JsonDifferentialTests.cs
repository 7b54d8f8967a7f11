using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsCheck;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

/// <summary>The JSON reader of the framework decides what is JSON; ours must agree.</summary>
public sealed class JsonDifferentialTests
{
    static readonly byte[][] JsonLines =
        [.. CaseFile.Load("formats.txt").Concat(CaseFile.Load("levels.txt")).Select(c => CaseFile.Bytes(c.Data.Item2)).Where(l => l[0] == '{')];

    [Fact]
    public void OurReaderTakesWhatTheFrameworksTakes()
    {
        var parser = new LineParser();
        Mutation.Of(JsonLines).Where(line => Utf8.IsValid(line)).Sample(
            line => (parser.Parse(line).Format == LineFormat.Json) == IsObject(line),
            threads: 1,
            print: line => Encoding.UTF8.GetString(line));
    }

    [Fact]
    public void TextsAreUnescapedAsTheFrameworkDoes()
    {
        var parser = new LineParser();
        Gen.String.Sample(
            text =>
            {
                var line = Encoding.UTF8.GetBytes($"{{\"message\":\"{JsonEncodedText.Encode(Valid(text))}\"}}");
                return Encoding.UTF8.GetString(parser.Parse(line).Message.Span) == Valid(text);
            },
            threads: 1);
    }

    /// <summary>Without halves of surrogate pairs, which neither side keeps.</summary>
    static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static bool IsObject(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 60 });
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
