using System;
using System.ComponentModel;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>Converts text to <see cref="ResourceId" />, for configuration binding.</summary>
internal sealed class ResourceIdTypeConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is not string text ? base.ConvertFrom(context, culture, value)
        : text.Length == 0 ? default(ResourceId)
        : ResourceId.TryParse(text, out var id) ? id
        : throw new FormatException("An id must not be blank, and must not be . or ...");
}
