using System.Collections.Generic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LogAggregator.Api;

/// <summary>One path and method of the API, and who answers.</summary>
/// <param name="Method">GET (then HEAD works too), POST or PUT.</param>
/// <param name="Path">As the router and <c>openapi.json</c> write it.</param>
/// <param name="Handler">Answers the request.</param>
readonly record struct Route(string Method, string Path, RequestDelegate Handler);

/// <summary>The whole API, as a table; <c>openapi.json</c> describes the same routes, and a test holds the two together.</summary>
static class Routes
{
    static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static IReadOnlyList<Route> All(ApiHandlers api) =>
    [
        new("GET", "/", Root.RootHandler.GetAsync),
        new("GET", "/icon.svg", Web.WebHandler.IconAsync),
        new("GET", "/assets/{file}", Web.WebHandler.AssetAsync),
        new("GET", "/health", api.Health.GetAsync),
        new("GET", "/logs", api.Logs.GetAsync),
        new("POST", "/logs", api.PostLogs),
        new("GET", "/logs/export", api.Export.GetAsync),
        new("GET", "/logs/query", api.Query.GetAsync),
        new("GET", "/logs/histogram", api.Histogram.GetAsync),
        new("GET", "/logs/facets", api.Facets.GetAsync),
        new("GET", "/logs/patterns", api.Patterns.GetAsync),
        new("GET", "/logs/context", api.Context.GetAsync),
        new("GET", "/logs/stream", api.EventStream.GetAsync),
        new("GET", "/ws/logs", api.LiveSocket.GetAsync),
        new("GET", "/containers", api.Containers.GetAsync),
        new("GET", "/ui/settings", api.Settings.GetAsync),
        new("PUT", "/ui/settings", api.Settings.PutAsync),
        new("GET", "/metrics", api.Metrics.GetAsync),
        new("GET", "/openapi.json", OpenApiHandler.GetAsync),
        new("GET", "/api/v1/logs", api.OlderLogs.GetAsync),
        new("GET", "/api/v1/logs/search", api.OlderLogs.SearchAsync),
        new("GET", "/api/v1/logs/stats", api.OlderStats.GetAsync),
        new("POST", "/api/v1/logs/collect", api.OlderCollect.PostAsync),
    ];

    public static void Map(IEndpointRouteBuilder app, IReadOnlyList<Route> routes)
    {
        foreach (var route in routes)
            app.MapMethods(route.Path, route.Method == HttpMethods.Get ? GetAndHead : [route.Method], route.Handler);
    }
}
