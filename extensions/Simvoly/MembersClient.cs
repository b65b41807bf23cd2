using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

public partial class MembersClient
{
    /// <summary>Sends a request and reads a record; the address of a session is checked. It hides the method of the base.</summary>
    private new async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new()
    {
        var record = await base.SendAsync<T>(request, cancellationToken).ConfigureAwait(false);
        if (record is MemberSession session && !IsSafe(session.AccessUrl))
        {
            throw new ApiResponseException(
                $"{request.Operation}: accessUrl of the response is not an absolute https address, so nobody must be redirected to it."
            );
        }

        return record;
    }

    // Plain http is accepted from a test server only, which the client itself reaches by plain http.
    private bool IsSafe(string? accessUrl) =>
        Uri.TryCreate(accessUrl, UriKind.Absolute, out var address)
        && address.Host.Length > 0
        && address.UserInfo.Length == 0
        && (
            address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && Address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        );

    private string Address => Sender.Connection.BaseAddress ?? ((SiteScope)Sender.Scope).BaseAddress;
}
