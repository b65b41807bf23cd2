namespace ClickFunnels.Migration;

/// <summary>The fields of a contact that ClickFunnels had already, after a migration.</summary>
internal static class ExpectedContact
{
    /// <summary>Returns the changes; null if there are none.</summary>
    public static ContactUpdate? Update(MappedContact contact, Contact existing, ExistingContact rule)
    {
        if (rule == ExistingContact.Keep)
        {
            return null;
        }

        var update = new ContactUpdate();
        var isChanged = false;
        if (IsWritten(contact.FirstName, existing.FirstName, rule))
        {
            update.FirstName = contact.FirstName;
            isChanged = true;
        }

        if (IsWritten(contact.LastName, existing.LastName, rule))
        {
            update.LastName = contact.LastName;
            isChanged = true;
        }

        if (IsWritten(contact.Phone, existing.PhoneNumber, rule))
        {
            update.PhoneNumber = contact.Phone;
            isChanged = true;
        }

        var attributes = (existing.CustomAttributes ?? new Dictionary<string, string?>()).ToDictionary(
            pair => pair.Key,
            pair => pair.Value,
            StringComparer.Ordinal
        );
        var written = contact.Attributes.Where(pair => IsWritten(pair.Value, attributes.GetValueOrDefault(pair.Key), rule)).ToList();
        if (written.Count > 0)
        {
            // The others are sent as well, in case that a write replaces all of them.
            foreach (var (name, value) in written)
            {
                attributes[name] = value;
            }

            update.CustomAttributes = attributes;
            isChanged = true;
        }

        return isChanged ? update : null;
    }

    private static bool IsWritten(string? wanted, string? existing, ExistingContact rule) =>
        wanted is not null && wanted != existing && (rule == ExistingContact.Overwrite || string.IsNullOrEmpty(existing));
}
