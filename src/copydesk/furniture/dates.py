"""Words that a line of nothing but a date is made of."""

from __future__ import annotations

import pandas as pd

from copydesk.furniture.page import Flags

__all__ = ["date_words"]

# Months and days of the week, in full and short, and the small words between them.
_WORDS = frozenset("""
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
am pm a.m p.m a p m at on of the st nd rd th gmt utc est edt pst pdt cst cdt mst mdt bst cet cest ist et pt ct
published updated posted last modified created date first minutes minute hours hour days day ago read min mins
januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag uhr
veröffentlicht aktualisiert am um stand den der
janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi
samedi dimanche publié mis à jour le à h
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves
viernes sábado domingo publicado actualizado de del las el
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro segunda terça quarta quinta sexta feira
atualizado às em
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre lunedì martedì mercoledì giovedì venerdì sabato
domenica pubblicato aggiornato il alle ore
januari februari maart augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag om
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia poniedziałek wtorek
środa czwartek piątek sobota niedziela opublikowano dodano data aktualizacja godz r
января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник среда четверг
пятница суббота воскресенье пн вт ср чт пт сб вс г года в мск опубликовано обновлено
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня року
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή ημερομηνία δημοσίευση δημοσίευσης τελευταία ενημέρωση πμ μμ
ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma
cumartesi pazar güncelleme
年 月 日 时 時 分 秒 星 期 一 二 三 四 五 六 週 周 更 新 发 布 發 佈 年月日 오전 오후 년 월 일
""".split())


def date_words(vocabulary: pd.DataFrame) -> tuple[Flags, Flags]:
    """For every form of the vocabulary, whether it may stand in a date, and whether it holds a digit."""
    numeric = (vocabulary["shape"] == "digits").to_numpy()
    return numeric | vocabulary["folded"].isin(_WORDS).to_numpy(), numeric
