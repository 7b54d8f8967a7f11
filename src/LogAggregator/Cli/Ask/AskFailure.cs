using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Cli.Ask;

/// <summary>The sentence of an answer that is an error.</summary>
static class AskFailure
{
    public static string NotReached(Uri service, Exception exception) => $"no answer from {service}: {exception.Message}; is the service there? --url says where it is.";

    public static async Task<string> SentenceAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return Detail(body) ?? $"the service answered {(int)response.StatusCode} {response.ReasonPhrase}.";
    }

    /// <summary>Null where the body is no problem as the service tells them.</summary>
    static string? Detail(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
