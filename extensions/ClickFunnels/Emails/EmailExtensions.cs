using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for what emails need before they are sent.</summary>
public static class EmailExtensions
{
    /// <summary>
    /// Returns the addresses that can send emails: those with <see cref="EmailSenderAddress.UsableAsSender" />. The default address of a
    /// workspace is not always among them (documented).
    /// </summary>
    /// <remarks><c>GET /workspaces/{workspace_id}/emails/addresses</c>, all pages.</remarks>
    /// <param name="addresses">The sender addresses of a workspace: <c>client.Emails.SenderAddresses</c>.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<IReadOnlyList<EmailSenderAddress>> ListUsableAsync(
        this EmailSenderAddressesClient addresses,
        CancellationToken cancellationToken = default
    )
    {
        if (addresses is null)
        {
            throw new ArgumentNullException(nameof(addresses));
        }

        var all = await addresses.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        return all.Where(static address => address.UsableAsSender == true).ToList();
    }

    /// <summary>
    /// Checks that the mailing address of the workspace is complete. Without it, the service refuses new broadcasts and email steps
    /// (documented).
    /// </summary>
    /// <remarks><c>GET /workspaces/{workspace_id}/emails/settings</c></remarks>
    /// <param name="settings">The email settings of a workspace: <c>client.Emails.Settings</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="InvalidOperationException">The address is not complete.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static async Task<EmailSettings> RequireMailingAddressAsync(
        this EmailSettingsClient settings,
        CancellationToken cancellationToken = default
    )
    {
        if (settings is null)
        {
            throw new ArgumentNullException(nameof(settings));
        }

        var current = await settings.GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return current.AddressComplete != false
            ? current
            : throw new InvalidOperationException(
                "The mailing address of the workspace is not complete, and emails must contain it. Complete it with "
                    + "Emails.Settings.UpdateAsync."
            );
    }
}
