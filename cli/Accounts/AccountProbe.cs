using ClickFunnels.Core;

namespace ClickFunnels.Cli.Accounts;

/// <summary>The small request that shows if a service accepts a token.</summary>
internal static class AccountProbe
{
    /// <summary>Sends the request.</summary>
    /// <exception cref="ApiException">The service did not accept it, or the response is not JSON.</exception>
    public static async Task<ApiResponse> SendAsync(ApiClient client, ServicePlatform platform, CancellationToken cancellationToken)
    {
        var response = await client.SendAsync(Of(platform), cancellationToken);

        // The sign-in page of a network also has status 200. Reading the body as JSON throws then.
        _ = response.Json;
        return response;
    }

    private static RawRequest Of(ServicePlatform platform) =>
        platform switch
        {
            ServicePlatform.Simvoly => new RawRequest(HttpMethod.Get, "contacts") { OperationId = "listContacts" },
            ServicePlatform.ElasticFunnels => new RawRequest(HttpMethod.Get, "brands/all") { OperationId = "listBrands" },
            _ => new RawRequest(HttpMethod.Get, "teams") { OperationId = "listTeams", Host = "accounts" },
        };
}
