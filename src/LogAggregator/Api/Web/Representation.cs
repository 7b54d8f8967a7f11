using LogAggregator.Api.Http;
using Microsoft.Net.Http.Headers;

namespace LogAggregator.Api.Web;

/// <summary>The bytes of a file in one content coding.</summary>
/// <param name="Bytes">As they are sent.</param>
/// <param name="Encoding">The value of Content-Encoding; null for the file as it is.</param>
/// <param name="Tag">Strong: of exactly these bytes.</param>
sealed record Representation(byte[] Bytes, string? Encoding, EntityTagHeaderValue Tag)
{
    public static Representation Of(byte[] bytes, string? encoding) =>
        new(bytes, encoding, StrongTag.Of(bytes));
}
