using System;
using System.ComponentModel;
using System.Globalization;

namespace ClickFunnels.Core;

/// <summary>Converts text to <see cref="PublicId" />, for configuration binding.</summary>
internal sealed class PublicIdTypeConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is not string text ? base.ConvertFrom(context, culture, value)
        : text.Length == 0 ? default(PublicId)
        : string.IsNullOrWhiteSpace(text) ? throw new FormatException(PublicIdConverter.Unreadable)
        : new PublicId(text);
}
