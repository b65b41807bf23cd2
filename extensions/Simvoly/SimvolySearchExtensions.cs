using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace Simvoly;

/// <summary>Finds records by email address.</summary>
public static class SimvolySearchExtensions
{
    /// <summary>Returns the contact with an email address; null if there is none.</summary>
    /// <remarks>A 404 means that there is none; that is assumed, as the documentation names no status.</remarks>
    /// <param name="contacts">The contacts of the website.</param>
    /// <param name="email">The email address.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The email address is empty.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static async Task<Contact?> FindByEmailAsync(
        this ContactsClient contacts,
        string email,
        CancellationToken cancellationToken = default
    )
    {
        if (contacts is null)
        {
            throw new ArgumentNullException(nameof(contacts));
        }

        var options = new ContactsGetByEmailOptions { Email = Checked(email) };
        try
        {
            return await contacts.GetByEmailAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Returns the member with an email address; null if there is none.</summary>
    /// <remarks>A 404 means that there is none; that is assumed, as the documentation names no status.</remarks>
    /// <param name="members">The members of the website.</param>
    /// <param name="email">The email address.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The email address is empty.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static async Task<Member?> FindByEmailAsync(
        this MembersClient members,
        string email,
        CancellationToken cancellationToken = default
    )
    {
        if (members is null)
        {
            throw new ArgumentNullException(nameof(members));
        }

        var options = new MembersGetByEmailOptions { Email = Checked(email) };
        try
        {
            return await members.GetByEmailAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiNotFoundException)
        {
            return null;
        }
    }

    private static string Checked(string email) =>
        string.IsNullOrWhiteSpace(email) ? throw new ArgumentException("The email address is empty.", nameof(email)) : email;
}
