using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace LogAggregator.Api.Http;

/// <summary>
/// The server cuts a connection that takes less than 240 bytes a second. A stream that somebody reads at leisure is no
/// attack: it holds little memory and delays nobody.
/// </summary>
static class SlowReaders
{
    public static void Allow(HttpContext context)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } feature) feature.MinDataRate = null;
    }
}
