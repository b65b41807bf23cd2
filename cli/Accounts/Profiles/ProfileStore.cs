using System.Text.Json;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>Reads and changes the profiles in the settings folder, with their credentials.</summary>
internal sealed class ProfileStore(CliHost host)
{
    /// <summary>The file with the profiles.</summary>
    public string SettingsPath => Path.Combine(host.SettingsFolder, "settings.json");

    /// <summary>The file with the credentials.</summary>
    public string CredentialsPath => Path.Combine(host.SettingsFolder, "credentials.json");

    /// <summary>Reads the profiles.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public ProfileDocument Read()
    {
        if (PrivateFile.Read(SettingsPath, isSecret: false) is not { } bytes)
        {
            return new ProfileDocument();
        }

        try
        {
            var document = JsonSerializer.Deserialize(bytes, AccountJson.Default.ProfileDocument);
            return document is not null && document.Profiles.Values.All(static profile => profile is not null)
                ? document
                : throw new JsonException("A value is null.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(SettingsPath, exception);
        }
    }

    /// <summary>Changes the profiles. No other run changes them meanwhile.</summary>
    public async Task<ProfileDocument> ChangeAsync(Func<ProfileDocument, ProfileDocument> change, CancellationToken cancellationToken)
    {
        using var held = await SettingsLock.TakeAsync(host.SettingsFolder, cancellationToken);
        var changed = change(Read());
        PrivateFile.Write(SettingsPath, JsonSerializer.SerializeToUtf8Bytes(changed, AccountJson.Default.ProfileDocument));
        return changed;
    }

    /// <summary>Reads the credential of a profile.</summary>
    /// <exception cref="CliException">It has none, or it cannot be read.</exception>
    public async Task<Credential> ReadCredentialAsync(string name, Profile profile, CancellationToken cancellationToken)
    {
        if (profile.Credentials == CredentialPlace.Keyring)
        {
            // Fails on a system without a keyring.
            Keyring.Open(host);
        }

        return await FindCredentialAsync(name, profile, cancellationToken)
            ?? throw CliException.Account($"Profile {name} has no token: run clickfunnels login --profile {name}.");
    }

    /// <summary>Reads the credential of a profile; null if it has none.</summary>
    public async Task<Credential?> FindCredentialAsync(string name, Profile profile, CancellationToken cancellationToken)
    {
        switch (profile.Credentials)
        {
            case CredentialPlace.File:
                return ReadFile().GetValueOrDefault(name);
            case CredentialPlace.Keyring:
                var text = Keyring.Find(host) is { } keyring ? await keyring.FindAsync(name, cancellationToken) : null;
                return text is null ? null : Parse(text);
            default:
                return null;
        }
    }

    /// <summary>Adds or replaces a profile with its credential.</summary>
    public async Task SaveAsync(string name, Profile profile, Credential credential, CancellationToken cancellationToken)
    {
        var isKeyring = profile.Credentials == CredentialPlace.Keyring;
        if (isKeyring)
        {
            var text = JsonSerializer.Serialize(credential, AccountJson.Default.Credential);
            await Keyring.Open(host).SaveAsync(name, text, cancellationToken);
        }

        CredentialPlace? before = null;
        await ChangeAsync(
            document =>
            {
                before = document.Find(name)?.Credentials;
                ChangeFile(name, isKeyring ? null : credential);
                return document.With(name, profile);
            },
            cancellationToken
        );
        if (!isKeyring && before == CredentialPlace.Keyring && Keyring.Find(host) is { } keyring)
        {
            await keyring.RemoveAsync(name, cancellationToken);
        }
    }

    /// <summary>Removes the credential of a profile, and the profile as well if <paramref name="withProfile" /> is set.</summary>
    public async Task RemoveAsync(string name, bool withProfile, CancellationToken cancellationToken)
    {
        if (Read().Get(name).Credentials == CredentialPlace.Keyring && Keyring.Find(host) is { } keyring)
        {
            await keyring.RemoveAsync(name, cancellationToken);
        }

        await ChangeAsync(
            document =>
            {
                ChangeFile(name, null);
                return withProfile ? document.Without(name)
                    : document.Find(name) is { } profile ? document.With(name, profile with { Credentials = CredentialPlace.None })
                    : document;
            },
            cancellationToken
        );
    }

    private Dictionary<string, Credential> ReadFile()
    {
        if (PrivateFile.Read(CredentialsPath, isSecret: true) is not { } bytes)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, AccountJson.Default.DictionaryStringCredential)
                ?? throw new JsonException("The value is null.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(CredentialsPath, exception);
        }
    }

    private void ChangeFile(string name, Credential? credential)
    {
        var all = ReadFile();
        if (credential is not null)
        {
            all[name] = credential;
        }
        else if (!all.Remove(name))
        {
            return;
        }

        PrivateFile.Write(CredentialsPath, JsonSerializer.SerializeToUtf8Bytes(all, AccountJson.Default.DictionaryStringCredential));
    }

    private static Credential? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, AccountJson.Default.Credential);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The message of the exception could quote a secret.
    private static CliException Unreadable(string path, JsonException exception) =>
        CliException.Account(
            $"{path} cannot be read (line {exception.LineNumber + 1 ?? 1}): repair the JSON, or delete the file and log in again."
        );
}
